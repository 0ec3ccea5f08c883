"""Words for invented customers: nicknames, telephone areas, what staff note about people. Data only."""
# ruff: noqa: E501 - lists of words

# Given names and what friends write instead.
NICKNAMES = {
    "Abigail": "Abby", "Alexander": "Alex", "Alexandra": "Alex", "Amanda": "Mandy", "Andrew": "Andy", "Anthony": "Tony",
    "Barbara": "Babs", "Benjamin": "Ben", "Catherine": "Cathy", "Charles": "Charlie", "Charlotte": "Lottie",
    "Christine": "Chris", "Christopher": "Chris", "Daniel": "Dan", "Danielle": "Dani", "David": "Dave", "Deborah": "Debbie",
    "Dominic": "Dom", "Donald": "Don", "Edward": "Ted", "Eleanor": "Ellie", "Elizabeth": "Liz", "Frances": "Fran",
    "Francis": "Frank", "Gerald": "Gerry", "Gillian": "Gill", "Gregory": "Greg", "Hannah": "Han", "Jacob": "Jake",
    "Jacqueline": "Jackie", "James": "Jim", "Janet": "Jan", "Jeffrey": "Jeff", "Jennifer": "Jenny", "Jessica": "Jess",
    "Joanna": "Jo", "Jonathan": "Jon", "Joseph": "Joe", "Joshua": "Josh", "Katherine": "Kate", "Kathleen": "Kath",
    "Kathryn": "Kathy", "Kenneth": "Ken", "Kimberley": "Kim", "Lawrence": "Larry", "Leonard": "Len", "Margaret": "Maggie",
    "Matthew": "Matt", "Michael": "Mike", "Michelle": "Shell", "Nicholas": "Nick", "Nicola": "Nicky", "Oliver": "Ollie",
    "Pamela": "Pam", "Patricia": "Pat", "Patrick": "Paddy", "Peter": "Pete", "Philip": "Phil", "Rachel": "Rach",
    "Rebecca": "Becky", "Richard": "Rick", "Robert": "Bob", "Samantha": "Sam", "Samuel": "Sam", "Sandra": "Sandy",
    "Stephanie": "Steph", "Stephen": "Steve", "Steven": "Steve", "Susan": "Sue", "Suzanne": "Suzy", "Terence": "Terry",
    "Theodore": "Theo", "Thomas": "Tom", "Timothy": "Tim", "Valerie": "Val", "Victoria": "Vicky", "Vincent": "Vince",
    "William": "Will", "Zachary": "Zac",
}  # fmt: skip

# Areas whose numbers below are kept free for fiction, as (area code, local start).
LANDLINES = (
    ("20", "7946 0"), ("113", "496 0"), ("114", "496 0"), ("116", "496 0"), ("117", "496 0"),
    ("118", "496 0"), ("121", "496 0"), ("131", "496 0"), ("141", "496 0"), ("151", "496 0"), ("161", "496 0"),
    ("191", "498 0"), ("28", "9018 0"), ("29", "2018 0"),
)  # fmt: skip
# The mobile numbers kept free for fiction do not pass as valid, so these are drawn from ordinary ones.
MOBILES = ("7391", "7412", "7436", "7457", "7478")

# Locale of names, share, country's language.
LOCALES = (
    ("en_GB", 0.8, None), ("en_IN", 0.05, None), ("pl_PL", 0.035, "pl"), ("en_NG", 0.035, None), ("it_IT", 0.02, "it"),
    ("fr_FR", 0.03, "fr"), ("es_ES", 0.03, "es"),
)  # fmt: skip

# Towns with their postcode area, the shop's own first; streets as they are called all over the country.
TOWNS = (
    ("Bath", "BA"), ("Bristol", "BS"), ("Wells", "BA"), ("Frome", "BA"), ("Trowbridge", "BA"), ("Chippenham", "SN"),
    ("Swindon", "SN"), ("Keynsham", "BS"), ("Devizes", "SN"), ("Cheltenham", "GL"), ("Gloucester", "GL"), ("Stroud", "GL"),
    ("Salisbury", "SP"), ("Taunton", "TA"), ("Oxford", "OX"), ("Reading", "RG"), ("Cardiff", "CF"), ("Exeter", "EX"),
    ("Southampton", "SO"), ("Birmingham", "B"), ("Leeds", "LS"), ("Manchester", "M"), ("York", "YO"), ("Edinburgh", "EH"),
)  # fmt: skip
STREETS = (
    "Church", "Mill", "Station", "Park", "Victoria", "Queen's", "King's", "Manor", "High", "London", "Green", "New",
    "Springfield", "Grange", "Highfield", "Meadow", "Orchard", "Chapel", "Albert", "Windsor", "Elm", "Beech", "Lime",
    "Hill", "West", "North", "Bridge", "School", "Garden", "Wood", "Cedar", "Brook", "River", "Castle", "Lansdown",
)  # fmt: skip
STREET_KINDS = (
    "Road",
    "Street",
    "Lane",
    "Avenue",
    "Close",
    "Terrace",
    "Gardens",
    "Crescent",
    "Place",
    "Drive",
    "Way",
    "Court",
)

NOTES = (
    "Prefers to be called in the afternoon.", "Likes natural fibres, no wool next to the skin.", "Narrow feet, try half a size down.",
    "Buys presents for her sister in {month}.", "Allergic to nickel: titanium or acetate only.", "Always asks for a gift box.",
    "Comes in with a small dog; water bowl please.", "Collects the {brand} pieces.", "Progressive lenses, needs a tall frame.",
    "Tall: longer sleeves, 34 inch leg.", "Loves {colour}, never beige.", "Wants to hear about new {brand} arrivals.",
    "Is getting married in {month}.", "Runs a café round the corner, pops in on Mondays.", "Pays by card, e-mail receipt.",
    "Wide head, look at 140 mm and up.", "Hard of hearing on the left side.", "Returns often: check the size twice.",
)  # fmt: skip
FOLLOW_UPS = (
    "Call when {product} is back.", "Ask how the {product} fits.", "Show the new {brand} pieces.", "Frame adjustment, free of charge.",
    "Remind of the eye test.", "Put aside {product} until Saturday.", "Alteration is ready to be picked up.", "Birthday card and voucher.",
)  # fmt: skip
