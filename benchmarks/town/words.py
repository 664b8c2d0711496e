"""What the made-up town is written with: names of places and people, things to do, how they are called."""

from __future__ import annotations

from typing import NamedTuple


class Activity(NamedTuple):
    """A thing to do: its category, audience, need ("" for none), and its name in English, French, Arabic."""

    category: str
    audience: str
    need: str
    en: str
    fr: str
    ar: str

    @property
    def names(self) -> dict[str, str]:
        return {"en": self.en, "fr": self.fr, "ar": self.ar}


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


ACTIVITIES = [
    Activity(*row)
    for row in _rows(
        """
storytime|0-5||Story Time|contes|القصص
storytime|0-5|care|Baby Rhymes|comptines|أغاني الأطفال
storytime|6-11||Puppet Theatre|marionnettes|الدمى
books|19+|people|Book Talk|lecture|الكتب
books|12-18||Graphic Novels|bandes dessinées|القصص المصورة
books|general||Poetry|poésie|الشعر
making|general||Knitting|tricot|الحياكة
making|19+|things|Mending|raccommodage|الترقيع
making|12-18||Woodworking|menuiserie|النجارة
making|general||Quilting|courtepointe|اللحف
making|6-11||Kite Building|cerfs-volants|الطائرات الورقية
coding|12-18|learn|Robotics|robotique|الروبوتات
coding|6-11|learn|Game Design|jeux vidéo|تصميم الألعاب
coding|19+|work|Spreadsheets|tableurs|الجداول
science|6-11|learn|Pond Life|vie des étangs|حياة البرك
science|general||Star Gazing|astronomie|مراقبة النجوم
science|general||Fossil Hunting|fossiles|الأحافير
tech-help|19+|learn|Phone Help|aide au téléphone|مساعدة الهاتف
tech-help|19+|rights|Online Forms|formulaires en ligne|النماذج الرقمية
language|19+|learn|English Conversation|conversation anglaise|المحادثة الإنجليزية
language|19+|people|French Conversation|conversation française|المحادثة الفرنسية
language|general|learn|Sign Language|langue des signes|لغة الإشارة
reading-help|19+|learn|Reading Help|aide à la lecture|المساعدة في القراءة
homework|12-18|learn|Homework|devoirs|الواجبات المدرسية
jobs|19+|work|Job Search|recherche d’emploi|البحث عن عمل
jobs|19+|work|Interview Practice|préparation à l’entrevue|التدرب على المقابلات
money-legal|19+|money|Budgeting|gestion du budget|تدبير الميزانية
money-legal|19+|money|Tax Forms|déclarations de revenus|الإقرارات الضريبية
money-legal|19+|rights|Tenants' Rights|droits des locataires|حقوق المستأجرين
health|19+|health|Chair Yoga|yoga sur chaise|اليوغا على الكرسي
health|19+|health|Blood Pressure|tension artérielle|ضغط الدم
health|general|health|First Aid|premiers soins|الإسعافات الأولية
health|19+|care|Caregivers' Tea|thé des proches aidants|شاي مقدمي الرعاية
food|general|eat|Community Supper|souper partagé|العشاء المشترك
food|19+|eat|Bread Baking|boulangerie|الخبز
food|general|eat|Soup Kitchen|soupe populaire|الحساء
food|6-11|eat|Young Cooks|petits cuisiniers|الطهاة الصغار
arts|general||Choir Singing|chant choral|الغناء الجماعي
arts|19+||Watercolour|aquarelle|الألوان المائية
arts|12-18||Stage Craft|théâtre|المسرح
arts|general||Fiddle Music|violon traditionnel|موسيقى الكمان
history|general||Old Photographs|photographies anciennes|الصور القديمة
history|19+||Family Trees|généalogie|شجرة العائلة
history|general||Mill Stories|histoires du moulin|حكايات الطاحونة
games-social|general|people|Chess|échecs|الشطرنج
games-social|19+|people|Cribbage|cribbage|ألعاب الورق
games-social|12-18||Board Games|jeux de société|ألعاب الطاولة
games-social|19+|people|Coffee Hour|causerie|القهوة
outdoors|general|health|River Walk|marche|المشي
outdoors|general||Bird Watching|ornithologie|مراقبة الطيور
outdoors|general||Seed Swap|échange de semences|تبادل البذور
outdoors|6-11||Snowshoeing|raquette|المشي على الثلج
civic|general|rights|Town Hall|assemblée citoyenne|الجمعية البلدية
civic|19+|learn|Citizenship Test|examen de citoyenneté|اختبار الجنسية
"""
    )
]

FORMS = [
    {"en": en, "fr": fr, "ar": ar}
    for en, fr, ar in _rows(
        """
{} Circle|Cercle {}|حلقة {}
{} Club|Club {}|نادي {}
{} Workshop|Atelier {}|ورشة {}
{} Evening|Soirée {}|أمسية {}
{} Morning|Matinée {}|صباح {}
{} Drop-in|Permanence {}|ملتقى {}
{} Course|Cours {}|دورة {}
{} Afternoon|Après-midi {}|عصرية {}
{} for Beginners|Initiation {}|مدخل إلى {}
{} Get-together|Rencontre {}|لقاء {}
"""
    )
]
"""How a thing to do becomes an event; in French with `de` before its name."""

DISTRICTS = [
    {"en": latin, "fr": latin, "ar": arabic, "es": latin, "uk": latin}
    for latin, arabic in _rows(
        """
Millbrook|ميلبروك
Harrow Bend|هارو بند
Saint-Omer|سانت أومير
Quarry Hill|كواري هيل
Lower Ferry|لوار فيري
Birchwood|بيرتشوود
Tannery Row|تانري رو
Northgate|نورثغيت
Sawyer's Point|سويرز بوينت
Orchard Park|أورتشارد بارك
Weir Side|وير سايد
Copper Flats|كوبر فلاتس
Rosedene|روزدين
Kiln Corner|كيلن كورنر
Fairmeadow|فيرميدو
Old Depot|أولد ديبو
Cedar Reach|سيدر ريتش
Bellwether|بلويذر
Lock Nine|لوك ناين
Greenshank|غرينشانك
Hopfield|هوبفيلد
Stony Brae|ستوني براي
Wintergreen|وينترغرين
Larkspur|لاركسبر
"""
    )
]

OTHER_TITLES = {
    "es": _rows("Taller de costura|Club de lectura|Cocina de barrio|Tarde de juegos|Ayuda con trámites|Coro")[
        0
    ],
    "uk": _rows("Розмовний клуб|Майстерня вишивки|Вечір пісень|Казки для дітей|Допомога з паперами|Шахи")[0],
}
"""Titles of listings in languages the site is not written in."""

IN_DISTRICT = {"en": "{} in {}", "fr": "{}, secteur {}", "ar": "{} في {}", "es": "{} en {}", "uk": "{}, {}"}

PARTNERS = _rows(
    """
Public Library|library
Food Bank|food bank
Newcomers' House|settlement agency
Cercle francophone|francophone association
Seniors' Centre|seniors' centre
Arab Cultural Society|club
Health Unit|health unit
Legal Clinic|legal aid
Makerspace|makerspace
Literacy Council|adult literacy
Recreation Department|municipal
School Division|school district
Casa Latina|club
Historical Museum|museum
Community Choir|arts
Repair Corner|repair cafe
Emergency Shelter|shelter
Ukrainian Hearth|club
Employment Hub|employment services
Garden Association|environment
Astronomy Club|hobby club
Friendship Centre|Indigenous friendship centre
Théâtre du Quai|arts
Early Years Centre|early years
Youth House|youth
Tax Volunteers|money help
Kitchen Table|mental health
Disability Alliance|disability advocacy
Chess Club|hobby club
Interfaith Table|faith-based
Fiddlers' Guild|arts
Maison de la famille|francophone association
Birders' Society|environment
Quilters' Guild|hobby club
High School|school
Walking Club|club
Women's Network|other
Credit Counsellors|money help
River Watch|environment
Community Police|police liaison
"""
)
"""Name and kind, the library first."""

TEXT_LANGUAGES = {3: "fr", 5: "ar", 12: "es", 17: "uk", 22: "fr", 31: "fr"}
"""Which of `PARTNERS` write in another language than English."""

VENUES = (
    "Central Library", "Community Hall", "Branch Library", "Elementary School", "Church Hall", "Arena",
    "Museum", "Seniors' Lounge", "Friendship House", "Park Pavilion", "Workshop", "Health Centre",
    "Fire Hall", "Town Hall", "Theatre", "Swimming Pool", "Curling Club", "Garden House", "High School",
    "Boat House",
)  # fmt: skip
ROOMS = (
    "Main Hall", "Story Room", "Blue Room", "Kitchen", "Studio", "Room 2", "Computer Lab", "Gym", "Lounge",
    "Board Room", "Music Room", "Reading Room", "Cellar", "Sun Porch", "Annex", "Gallery",
)  # fmt: skip
STREETS = (
    "Main Street",
    "Mill Road",
    "Ferry Lane",
    "Station Street",
    "Depot Road",
    "River Drive",
    "Kiln Street",
)

PEOPLE = (
    "Ana Whitfield", "Ben Okafor", "Claire Deschamps", "Dina Haddad", "Elmer Voss", "Farah Nasser",
    "Gus Lindqvist", "Hana Sokol", "Ivo Marchetti", "June Blackbird", "Karim Saleh", "Lena Petrenko",
    "Mo Ferreira", "Nora Quayle",
)  # fmt: skip
"""Who commits; nobody real."""

ACCESS = (
    ("step_free", ("yes", "yes", "yes, side door", "no, two steps", "unknown")),
    ("accessible_toilet", ("yes", "yes, ground floor", "no")),
    ("hearing_loop", ("yes", "no", "no", "unknown")),
    ("power_door", ("yes", "no")),
    ("near_transit", ("yes", "yes, one minute from the stop")),
    ("parking", ("yes", "yes, two accessible spaces", "no")),
    ("seating", ("yes",)),
    ("stroller", ("yes", "yes, leave it in the porch")),
    ("low_scent", ("yes", "no")),
    ("service_animals", ("yes",)),
)
"""Facts of a place, and what may be said of each."""

EVENT_ACCESS = (
    "captions: yes", "large_print: yes, ask for a copy", "childcare: yes", "food_provided: yes",
    "relaxed: yes", "plain_language: yes", "microphone: yes", "quiet_space: yes, next door",
    "crowds: yes", "interpreters: yes",
)  # fmt: skip
COSTS = ("free", "free", "free", "free", "donation", "$5", "pay what you can")
CHANNELS = ("git", "form", "folder", "browser editor", "spreadsheet")
WELCOME = ("newcomers", "seniors", "come-alone", "parents", "teens", "caregivers", "job-seekers", "children")
BRING = (
    "a mug",
    "warm socks",
    "your own scissors",
    "a friend",
    "a box for leftovers",
    "reading glasses",
    "a pen",
)
DOCUMENTS = (
    "No ID needed",
    "photo ID",
    "last year's papers, if you have them",
    "a library card, or we make you one",
)
WHY_OFF = ("The teacher is ill.", "The roof is being mended.", "The ice is too thin.", "No heating that day.")
WHY_MOVED = ("Because of the painters.", "The hall is taken by the elections.", "The lift is out of order.")
LABELS = ("With a guest from the museum", "Opening night", "With supper", "Last one before the holidays")
SERIES = ("Winter evenings", "Saturdays by the river", "Learning at any age", "Neighbours cook")
