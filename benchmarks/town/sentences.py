"""The sentences that the descriptions of the made-up town are put together from. `{}` is what is done."""

from __future__ import annotations

OPENINGS = {
    "en": """
We meet for {} and stay for the company.
If you have wondered about {}, this is the easiest way in.
{} is better with other people around, so here they are.
Every time is a little different, but there is always {}.
This began with five neighbours and a shared interest in {}; now there are thirty of us.
Come and try {} without having to buy anything first.
Half of us are good at {}, the other half are learning, and nobody keeps count.
Here {} is done slowly and with plenty of talk.
""",
    "fr": """
On se retrouve autour d’un même plaisir, {}, et on reste pour la compagnie.
Vous êtes curieux ? {} : voilà de quoi commencer en douceur.
Au programme, {} et une bonne dose de bavardage.
Tout a commencé entre voisins, avec {} ; nous sommes maintenant une trentaine.
Venez essayer sans rien acheter : {}, c’est pour tout le monde.
""",
    "ar": """
نلتقي من أجل {} ونبقى من أجل الصحبة.
إن كنتم تتساءلون عن {} فهذه أسهل بداية.
بدأت الفكرة بين الجيران حول {}، واليوم نحن نحو ثلاثين شخصًا.
في كل مرة شيء جديد، لكن هناك دائمًا {}.
""",
    "es": "Nos reunimos sin prisa y con ganas de charlar.\nVengan a probar: no hace falta saber nada.\n",
    "uk": "Збираємося без поспіху, щоб побути разом.\nПриходьте спробувати, нічого вміти не треба.\n",
}

MIDDLES = {
    "en": """
Two volunteers are there to show you how, and both of them started here.
The first half hour is for questions, and there is no such thing as a silly one.
You can come once or come every time; nobody takes attendance.
Whatever you need is on the table when you arrive, and it stays there when you leave.
There is coffee, there is tea, and on good days there is something baked.
Children are welcome as long as somebody keeps half an eye on them.
We speak mostly English, and there is nearly always somebody who speaks French or Arabic.
Some of us come straight from work, so there is a quiet corner until everybody has caught their breath.
If stairs are a trouble, ring the bell at the side and the lift comes down for you.
The room is warm in winter and stuffy in summer, and we open the windows when it is both.
People who come alone are seated with people who came alone before them.
Last season somebody's grandmother turned out to be the best teacher of us all.
We keep a shelf of things to borrow, and most of them come back.
Bring what you are working on, even if it has been in a drawer for years.
Every few weeks we have a guest, and the guest is usually late, so there is time to chat.
What is left at the end goes home with whoever can use it.
Nobody will ask for your name unless you would like to be called by it.
The group is small enough that everyone gets a turn.
We stop ten minutes early to put the chairs away together.
When the weather is fine we move outside, and a note on the door says where.
You do not need to have finished anything, read anything or prepared anything.
If you can only stay for a quarter of an hour, that is a quarter of an hour well spent.
There are always two or three beginners, and they are given the good chairs.
The bus stops across the road, and the last one goes a while after we close.
Those who know more help those who know less, and next month it is the other way round.
We have tried it louder and quieter, and quieter won.
A printed sheet with the main points is there to take away, in large letters.
Photographs are taken only of hands and of what they made.
The costs are carried by the partner and a small grant, so there is nothing to pay at the door.
Please leave strong perfume at home; some of us cannot breathe well around it.
If it snows so hard that the buses stop, we stop too, and say so on this board.
It is all right to just watch.
""",
    "fr": """
Deux bénévoles sont là pour montrer le geste, et tous deux ont commencé ici.
La première demi-heure est réservée aux questions, même les plus simples.
Venez une fois ou chaque fois, personne ne prend les présences.
Le matériel est sur la table à votre arrivée ; il y reste quand vous partez.
Il y a du café, du thé et, les bons jours, un gâteau.
Les enfants sont les bienvenus si quelqu’un garde un œil sur eux.
On parle surtout français, mais on trouve toujours quelqu’un pour traduire.
Celles et ceux qui viennent seuls s’assoient ensemble, et cela marche très bien.
Une tablette garde les objets à emprunter ; presque tout revient.
Apportez ce que vous avez commencé, même s’il dort depuis des années dans un tiroir.
Le groupe est assez petit pour que chacun ait son tour.
On s’arrête dix minutes plus tôt pour ranger les chaises ensemble.
S’il fait beau, on s’installe dehors, et un mot sur la porte dit où.
Rien à préparer, rien à lire, rien à terminer.
Les frais sont couverts par une petite subvention : il n’y a rien à payer à l’entrée.
On peut aussi simplement regarder.
""",
    "ar": """
يساعدكم متطوعان في كل خطوة، وقد بدآ هنا مثلكم.
نصف الساعة الأول للأسئلة، ولا سؤال صغيرًا عندنا.
تعالوا مرة واحدة أو كل مرة، فلا أحد يسجل الحضور.
كل ما تحتاجون إليه على الطاولة عند وصولكم.
هناك قهوة وشاي، وأحيانًا كعك طازج.
الأطفال مرحب بهم ما دام أحد ينتبه إليهم.
نتحدث الإنجليزية غالبًا، وهناك دائمًا من يترجم إلى العربية.
من يأتي وحده يجلس مع من جاء وحده قبله.
المجموعة صغيرة بما يكفي ليأخذ كل واحد دوره.
نتوقف قبل النهاية بعشر دقائق لنعيد الكراسي معًا.
إذا كان الطقس جميلًا خرجنا إلى الحديقة.
لا حاجة إلى التحضير أو القراءة مسبقًا.
يمكنكم أيضًا أن تكتفوا بالمشاهدة.
""",
    "es": """
Hay café, hay té y a veces un pastel.
Los niños son bienvenidos.
Dos voluntarias enseñan cómo se hace.
Quien viene solo se sienta con otros que vinieron solos.
No hay que pagar nada en la puerta.
Pueden venir una vez o todas las veces.
También se puede solo mirar.
""",
    "uk": """
Є кава, чай, а інколи й пиріг.
Діти теж запрошені.
Двоє помічників покажуть, як це робиться.
Хто приходить сам, сідає поруч із такими ж.
На вході нічого платити не треба.
Приходьте один раз або щоразу.
Можна й просто подивитися.
""",
}

SUMMARIES = {
    "en": """
{} with neighbours, at your own pace.
{} for anyone who would like to try, with help at hand.
An easy hour or two of {}, tea included.
{}, good company and nobody in a hurry.
Learn a little about {} and meet the people next door.
""",
    "fr": """
{} entre voisins, chacun à son rythme.
{}, bonne compagnie et personne de pressé.
Une heure ou deux, {} et du thé.
""",
    "ar": "{} مع الجيران، كل على مهله.\nوقت هادئ مع {} وكوب شاي.\nتعرفوا إلى {} وإلى جيرانكم.\n",
    "es": "Un rato con los vecinos, sin prisa.\nBuena compañía y nadie con prisa.\n",
    "uk": "Час із сусідами, без поспіху.\nДобре товариство, і ніхто не поспішає.\n",
}

ITEMS = {
    "en": """
a table for those who are new
tools and materials for twelve
a corner for children, with crayons
somebody to ask
a walk around the building for the curious
tea at half time
time to tidy up together
a sheet to take home
""",
    "fr": "une table pour les nouveaux\ndu matériel pour douze\nun coin pour enfants\ndu thé à la pause\n",
    "ar": "طاولة للقادمين الجدد\nأدوات تكفي اثني عشر شخصًا\nزاوية للأطفال\nشاي في الاستراحة\n",
    "es": "una mesa para los nuevos\nmaterial para doce\nun rincón para niños\n",
    "uk": "стіл для новачків\nматеріали на дванадцятьох\nкуточок для дітей\n",
}

LISTS = {
    "en": ("What there is:", "**Good to know**", "Each time there is:"),
    "fr": ("Au programme :", "**Bon à savoir**"),
    "ar": ("ما ستجدونه:", "**معلومات مفيدة**"),
    "es": ("Lo que hay:",),
    "uk": ("Що буде:",),
}
"""What stands above a list of `ITEMS`."""

LINKS = {
    "en": ("More is on [our page]({}).", "See [what we did last season]({}) if you are curious."),
    "fr": ("Voir [notre page]({}) pour en savoir plus.",),
    "ar": ("المزيد على [صفحتنا]({}).",),
    "es": ("Hay más en [nuestra página]({}).",),
    "uk": ("Докладніше на [нашій сторінці]({}).",),
}


def _split(bank: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(text.strip().splitlines()) for language, text in bank.items()}


OPENING, MIDDLE, SUMMARY, ITEM = map(_split, (OPENINGS, MIDDLES, SUMMARIES, ITEMS))
