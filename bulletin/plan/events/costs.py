"""What an event costs, in the board's currency and the words of the language."""

from __future__ import annotations

from bulletin.model.event import Event
from bulletin.model.site.parts import MixedText
from bulletin.plan.events.notes import cost_notes, translated_notes
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import join_words, localized, phrase_mixed, plain_words
from bulletin.words.money import format_money


def cost_words(local: LocalizedBoard, event: Event) -> MixedText:
    """`$5`, `Family $10`, `Pay what you can`, in the board's currency and the words of the language."""
    key = ("cost", event.cost, event.text_language, translated_notes(local, event).cost)
    return local.cache.once(key, lambda: _cost_words(local, event))


def _cost_words(local: LocalizedBoard, event: Event) -> MixedText:
    phrase, language = local.phrase, event.text_language
    words: list[MixedText] = []
    for cost, translated in cost_notes(local, event):
        label = localized(local, cost.label, language)
        amount: MixedText = money(local, cost.amount) if cost.amount else translated or label
        known = f"fact.{cost.label.lower().replace(' ', '_')}"
        if not cost.amount and not translated and phrase.has(known):
            amount = phrase(known)
        elif cost.amount and cost.label:
            amount = phrase_mixed(local, "cost.label", label=label, amount=amount)
        if cost.note:
            note = translated or localized(local, cost.note, language)
            amount = phrase_mixed(local, "cost.note", amount=amount, note=note)
        words.append(amount)
    return join_words(words, phrase("list.comma"))


def cost_line(local: LocalizedBoard, event: Event) -> str:
    """The same as plain text."""
    return plain_words(cost_words(local, event))


def money(local: LocalizedBoard, amount: str) -> str:
    """An amount in the board's currency, as the language's locale writes it; "Free" for 0."""
    if amount == "0":
        return local.phrase("fact.free")
    return format_money(amount, local.board.info.currency, local.dates.locale)
