"""Frozen values made quickly are the values that `dataclasses` makes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.model import frozen


@frozen.dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf."""

    name: str
    size: int
    notes: dict[str, int] = dataclasses.field(default_factory=dict)
    line: int = dataclasses.field(default=0, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """A leaf."""

    name: str
    size: int
    notes: dict[str, int] = dataclasses.field(default_factory=dict)
    line: int = dataclasses.field(default=0, compare=False, repr=False)


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """By name alone, with the default first."""

    first: int = 1
    second: str

    def __repr__(self) -> str:
        return "its own"


@frozen.dataclass(frozen=True, slots=True)
class Empty:
    """Nothing at all."""


_given = st.fixed_dictionaries(
    {"name": st.sampled_from("ab"), "size": st.integers(0, 1)},
    optional={"notes": st.dictionaries(st.sampled_from("ab"), st.integers(0, 1)), "line": st.integers(0, 1)},
)


@settings(deadline=None)
@given(_given, _given)
def test_they_are_equal_and_shown_and_replaced_as_dataclasses_are(one: Any, other: Any) -> None:
    ours, theirs = (Leaf(**one), Leaf(**other)), (Usual(**one), Usual(**other))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert repr(ours[0]).removeprefix("Leaf") == repr(theirs[0]).removeprefix("Usual")
    assert dataclasses.asdict(ours[0]) == dataclasses.asdict(theirs[0])
    assert dataclasses.replace(ours[0], name="c") == Leaf(**{**one, "name": "c"})
    for again in (pickle.loads(pickle.dumps(ours[0])), copy.deepcopy(ours[0])):
        assert dataclasses.asdict(again) == dataclasses.asdict(ours[0])


def test_equal_ones_have_one_hash_and_no_other_class_is_equal() -> None:
    one, other = Named(second="a"), Named(first=1, second="a")
    assert len({one, other}) == 1
    usual: object = Usual("a", 1)
    assert Leaf("a", 1) != usual
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    with pytest.raises(TypeError):
        hash(Leaf("a", 1))  # a dict has no hash


def test_each_gets_a_default_of_its_own() -> None:
    assert Leaf("a", 1).notes is not Leaf("a", 1).notes


def test_nothing_of_them_can_be_changed() -> None:
    leaf = Leaf("a", 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        leaf.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del leaf.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        leaf.other = 1  # type: ignore[attr-defined]
    assert not hasattr(leaf, "__dict__")
    assert leaf.name == "a"


def test_their_parameters_and_hints_are_those_of_dataclasses() -> None:
    assert str(inspect.signature(Leaf)).count("=") == str(inspect.signature(Usual)).count("=")
    assert get_type_hints(Leaf.__init__) == get_type_hints(Usual.__init__)
    assert Leaf.__match_args__ == Usual.__match_args__
    with pytest.raises(TypeError):
        Named(1, "a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Leaf("a")  # type: ignore[call-arg]


def test_what_a_class_defines_itself_stays() -> None:
    assert repr(Named(second="a")) == "its own"


def test_what_would_not_be_as_with_dataclasses_is_refused() -> None:
    class Late:
        """Does something after `__init__`."""

        size: int

        def __post_init__(self) -> None:
            raise AssertionError

    class Child(Leaf):
        """Has a parent."""

    class Partly:
        """Has a field that nobody gives."""

        size: int = dataclasses.field(init=False)

    for cls in (Late, Child, Partly):
        with pytest.raises(TypeError):
            frozen.dataclass(frozen=True, slots=True)(cls)
    with pytest.raises(TypeError):
        frozen.dataclass(frozen=False, slots=True)(Late)
