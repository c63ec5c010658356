"""The emergency card's numbers. Written by tools/build_directory.py; do not edit.

Country code -> (name, ((words, number, remark), ...)); a country without a known number has none.
They come from public lists: nobody has dialled them.
"""

DATA_DATE = "2026-11-23"

NUMBERS: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "AD": (
        "Andorra",
        (
            ("Ambulance", "116", ""),
            ("Fire", "118", ""),
            ("Police", "110", ""),
        ),
    ),
    "AE": (
        "United Arab Emirates",
        (
            ("Ambulance", "998", ""),
            ("Fire", "997", ""),
            ("Police", "999", ""),
        ),
    ),
    "AF": (
        "Afghanistan",
        (("Police, fire", "119", ""),),
    ),
    "AG": (
        "Antigua & Barbuda",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Ambulance, police, fire", "999", ""),
        ),
    ),
    "AI": (
        "Anguilla",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "AL": (
        "Albania",
        (
            ("Ambulance", "127", ""),
            ("Fire", "128", ""),
            ("Police", "129", ""),
            ("Police", "112", ""),
        ),
    ),
    "AM": (
        "Armenia",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "AO": (
        "Angola",
        (
            ("Ambulance", "112", ""),
            ("Fire", "115", ""),
            ("Police", "113", ""),
        ),
    ),
    "AQ": ("Antarctica", ()),
    "AR": (
        "Argentina",
        (
            ("Ambulance, police", "911", ""),
            ("Ambulance", "107", ""),
            ("Fire", "100", ""),
            ("Police", "101", ""),
        ),
    ),
    "AS": (
        "American Samoa",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "AT": (
        "Austria",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "144", ""),
            ("Fire", "122", ""),
            ("Police", "133", ""),
        ),
    ),
    "AU": (
        "Australia",
        (("Ambulance, police, fire", "000", ""),),
    ),
    "AW": (
        "Aruba",
        (
            ("Ambulance, fire", "911", ""),
            ("Police", "100", ""),
        ),
    ),
    "AX": (
        "Åland Islands",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "AZ": (
        "Azerbaijan",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "BA": (
        "Bosnia & Herzegovina",
        (
            ("Ambulance", "124", ""),
            ("Fire", "123", ""),
            ("Police", "122", ""),
        ),
    ),
    "BB": (
        "Barbados",
        (
            ("Ambulance", "511", ""),
            ("Fire", "311", ""),
            ("Police", "211", ""),
        ),
    ),
    "BD": (
        "Bangladesh",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "BE": (
        "Belgium",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Fire", "100", ""),
            ("Police", "101", ""),
        ),
    ),
    "BF": (
        "Burkina Faso",
        (
            ("Ambulance, fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "BG": (
        "Bulgaria",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "BH": (
        "Bahrain",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "BI": (
        "Burundi",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "BJ": (
        "Benin",
        (
            ("Ambulance, fire", "118", ""),
            ("Police", "117", ""),
        ),
    ),
    "BL": (
        "St. Barthélemy",
        (("Ambulance, police, fire", "18", ""),),
    ),
    "BM": (
        "Bermuda",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "BN": (
        "Brunei",
        (
            ("Ambulance", "991", ""),
            ("Fire", "995", ""),
            ("Police", "993", ""),
        ),
    ),
    "BO": (
        "Bolivia",
        (
            ("Ambulance", "118", ""),
            ("Fire", "119", ""),
            ("Police", "110", ""),
        ),
    ),
    "BQ": ("Caribbean Netherlands", ()),
    "BR": (
        "Brazil",
        (
            ("Ambulance", "192", ""),
            ("Fire", "193", ""),
            ("Police", "190", ""),
        ),
    ),
    "BS": (
        "Bahamas",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "BT": (
        "Bhutan",
        (
            ("Ambulance", "112", ""),
            ("Fire", "110", ""),
            ("Police", "113", ""),
        ),
    ),
    "BV": ("Bouvet Island", ()),
    "BW": (
        "Botswana",
        (
            ("Ambulance", "997", ""),
            ("Fire", "998", ""),
            ("Police", "999", ""),
        ),
    ),
    "BY": (
        "Belarus",
        (
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "BZ": (
        "Belize",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "CA": (
        "Canada",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "CC": ("Cocos (Keeling) Islands", ()),
    "CD": (
        "Congo (Kinshasa)",
        (("Police, fire", "118", ""),),
    ),
    "CF": (
        "Central African Republic",
        (
            ("Ambulance, police, fire", "117", ""),
            ("Fire", "118", ""),
        ),
    ),
    "CG": (
        "Congo (Brazzaville)",
        (
            ("Police, fire", "118", ""),
            ("Police", "117", ""),
        ),
    ),
    "CH": (
        "Switzerland",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "144", ""),
            ("Fire", "118", ""),
            ("Police", "117", ""),
        ),
    ),
    "CI": (
        "Côte d'Ivoire",
        (
            ("Ambulance", "185", ""),
            ("Fire", "180", ""),
            ("Police", "110", ""),
            ("Police", "170", ""),
        ),
    ),
    "CK": (
        "Cook Islands",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "CL": (
        "Chile",
        (
            ("Ambulance", "131", ""),
            ("Fire", "132", ""),
            ("Police", "133", ""),
        ),
    ),
    "CM": (
        "Cameroon",
        (
            ("Ambulance", "112", ""),
            ("Fire", "119", ""),
            ("Police", "117", ""),
        ),
    ),
    "CN": (
        "China",
        (
            ("Ambulance", "120", ""),
            ("Fire", "119", ""),
            ("Police", "110", ""),
        ),
    ),
    "CO": (
        "Colombia",
        (
            ("Ambulance, police, fire", "123", ""),
            ("Fire", "119", ""),
        ),
    ),
    "CR": (
        "Costa Rica",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "CU": (
        "Cuba",
        (
            ("Ambulance", "104", ""),
            ("Fire", "105", ""),
            ("Police", "106", ""),
        ),
    ),
    "CV": (
        "Cape Verde",
        (
            ("Ambulance", "130", ""),
            ("Fire", "131", ""),
            ("Police", "132", ""),
        ),
    ),
    "CW": (
        "Curaçao",
        (
            ("Ambulance", "912", ""),
            ("Police, fire", "911", ""),
        ),
    ),
    "CX": (
        "Christmas Island",
        (("Ambulance, police, fire", "000", ""),),
    ),
    "CY": (
        "Cyprus",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "CZ": (
        "Czechia",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "DE": (
        "Germany",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Police", "110", ""),
        ),
    ),
    "DJ": (
        "Djibouti",
        (
            ("Ambulance, fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "DK": (
        "Denmark",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "DM": (
        "Dominica",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "DO": (
        "Dominican Republic",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "DZ": (
        "Algeria",
        (
            ("Ambulance", "1021", "one source only: not confirmed"),
            ("Fire", "14", ""),
            ("Police", "17", ""),
        ),
    ),
    "EC": (
        "Ecuador",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "EE": (
        "Estonia",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "EG": (
        "Egypt",
        (
            ("Ambulance", "123", ""),
            ("Fire", "180", ""),
            ("Police", "122", ""),
        ),
    ),
    "EH": ("Western Sahara", ()),
    "ER": (
        "Eritrea",
        (
            ("Ambulance", "114", ""),
            ("Fire", "116", ""),
            ("Police", "113", ""),
        ),
    ),
    "ES": (
        "Spain",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "ET": (
        "Ethiopia",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "FI": (
        "Finland",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "FJ": (
        "Fiji",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Police", "917", ""),
        ),
    ),
    "FK": (
        "Falkland Islands",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "FM": (
        "Micronesia",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "FO": (
        "Faroe Islands",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "FR": (
        "France",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
            ("Deaf or hard of hearing: by text message (SMS) only", "114", ""),
        ),
    ),
    "GA": (
        "Gabon",
        (
            ("Ambulance", "1300", ""),
            ("Police, fire", "177", ""),
        ),
    ),
    "GB": (
        "United Kingdom",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "GD": (
        "Grenada",
        (
            ("Ambulance", "434", "one source only: not confirmed"),
            ("Police, fire", "911", ""),
        ),
    ),
    "GE": (
        "Georgia",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "GF": (
        "French Guiana",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "GG": (
        "Guernsey",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "GH": (
        "Ghana",
        (
            ("Ambulance, police, fire", "999", ""),
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "193", ""),
            ("Police", "191", ""),
        ),
    ),
    "GI": (
        "Gibraltar",
        (
            ("Ambulance, police, fire", "999", ""),
            ("Ambulance, fire", "190", ""),
            ("Police", "199", ""),
        ),
    ),
    "GL": (
        "Greenland",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "GM": (
        "Gambia",
        (
            ("Ambulance", "116", ""),
            ("Fire", "118", ""),
            ("Fire", "18", ""),
        ),
    ),
    "GN": ("Guinea", ()),
    "GP": (
        "Guadeloupe",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "GQ": (
        "Equatorial Guinea",
        (("Ambulance, fire", "115", ""),),
    ),
    "GR": (
        "Greece",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "GS": ("South Georgia & South Sandwich Islands", ()),
    "GT": (
        "Guatemala",
        (
            ("Ambulance", "122", ""),
            ("Police", "110", ""),
        ),
    ),
    "GU": (
        "Guam",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "GW": ("Guinea-Bissau", ()),
    "GY": (
        "Guyana",
        (
            ("Ambulance", "913", ""),
            ("Fire", "912", ""),
            ("Police", "911", ""),
        ),
    ),
    "HK": (
        "Hong Kong",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "HM": ("Heard & McDonald Islands", ()),
    "HN": (
        "Honduras",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "HR": (
        "Croatia",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "HT": (
        "Haiti",
        (
            ("Ambulance", "116", ""),
            ("Fire", "115", ""),
            ("Police", "114", ""),
        ),
    ),
    "HU": (
        "Hungary",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "ID": (
        "Indonesia",
        (
            ("Ambulance", "118", ""),
            ("Fire", "112", ""),
            ("Fire", "113", ""),
            ("Police", "110", ""),
        ),
    ),
    "IE": (
        "Ireland",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance, police, fire", "999", ""),
        ),
    ),
    "IL": (
        "Israel",
        (
            ("Ambulance", "101", ""),
            ("Fire", "102", ""),
            ("Police", "100", ""),
        ),
    ),
    "IM": ("Isle of Man", ()),
    "IN": (
        "India",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "IO": (
        "British Indian Ocean Territory",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "IQ": (
        "Iraq",
        (
            ("Ambulance", "122", ""),
            ("Fire", "115", ""),
            ("Police", "104", ""),
        ),
    ),
    "IR": (
        "Iran",
        (
            ("Ambulance", "115", ""),
            ("Fire", "125", ""),
            ("Police", "110", ""),
        ),
    ),
    "IS": (
        "Iceland",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "IT": (
        "Italy",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "118", ""),
            ("Fire", "115", ""),
            ("Police", "113", ""),
        ),
    ),
    "JE": (
        "Jersey",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "JM": (
        "Jamaica",
        (
            ("Ambulance, fire", "110", ""),
            ("Police", "119", ""),
        ),
    ),
    "JO": (
        "Jordan",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "JP": (
        "Japan",
        (
            ("Ambulance, fire", "119", ""),
            ("Police", "110", ""),
        ),
    ),
    "KE": (
        "Kenya",
        (
            ("Ambulance, police, fire", "999", ""),
            ("Ambulance, police, fire", "112", ""),
        ),
    ),
    "KG": (
        "Kyrgyzstan",
        (
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "KH": (
        "Cambodia",
        (
            ("Ambulance", "119", ""),
            ("Fire", "118", ""),
            ("Police", "117", ""),
        ),
    ),
    "KI": (
        "Kiribati",
        (
            ("Ambulance, police, fire", "999", ""),
            ("Ambulance", "194", ""),
            ("Fire", "193", ""),
            ("Police", "192", ""),
        ),
    ),
    "KM": (
        "Comoros",
        (
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "KN": (
        "St. Kitts & Nevis",
        (
            ("Ambulance, police", "911", ""),
            ("Fire", "333", ""),
        ),
    ),
    "KP": ("North Korea", ()),
    "KR": (
        "South Korea",
        (
            ("Ambulance, fire", "119", ""),
            ("Police", "112", ""),
        ),
    ),
    "KW": (
        "Kuwait",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "KY": (
        "Cayman Islands",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "KZ": (
        "Kazakhstan",
        (
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "LA": (
        "Laos",
        (
            ("Ambulance", "1195", ""),
            ("Fire", "1190", ""),
            ("Police", "191", ""),
        ),
    ),
    "LB": (
        "Lebanon",
        (
            ("Ambulance", "140", ""),
            ("Fire", "175", ""),
            ("Police", "112", ""),
        ),
    ),
    "LC": (
        "St. Lucia",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "LI": (
        "Liechtenstein",
        (
            ("Ambulance", "144", ""),
            ("Fire", "118", ""),
            ("Police", "117", ""),
        ),
    ),
    "LK": (
        "Sri Lanka",
        (
            ("Ambulance, fire", "110", ""),
            ("Police", "119", ""),
        ),
    ),
    "LR": (
        "Liberia",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "LS": (
        "Lesotho",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "LT": (
        "Lithuania",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "LU": (
        "Luxembourg",
        (
            ("Ambulance, fire", "112", ""),
            ("Police", "113", ""),
        ),
    ),
    "LV": (
        "Latvia",
        (
            ("Ambulance", "113", ""),
            ("Police, fire", "112", ""),
            ("Police", "110", ""),
        ),
    ),
    "LY": (
        "Libya",
        (("Ambulance, police, fire", "1415", "one source only: not confirmed"),),
    ),
    "MA": (
        "Morocco",
        (
            ("Ambulance, fire", "150", ""),
            ("Police", "190", ""),
        ),
    ),
    "MC": (
        "Monaco",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "MD": (
        "Moldova",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "ME": (
        "Montenegro",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "124", ""),
            ("Fire", "123", ""),
            ("Police", "122", ""),
        ),
    ),
    "MF": (
        "St. Martin",
        (
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "MG": (
        "Madagascar",
        (
            ("Ambulance, police", "117", ""),
            ("Fire", "118", ""),
        ),
    ),
    "MH": (
        "Marshall Islands",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "MK": (
        "North Macedonia",
        (
            ("Ambulance", "194", ""),
            ("Fire", "193", ""),
            ("Police", "192", ""),
        ),
    ),
    "ML": (
        "Mali",
        (
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "MM": ("Myanmar", ()),
    "MN": (
        "Mongolia",
        (
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "MO": (
        "Macao",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "MP": (
        "Northern Mariana Islands",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "MQ": (
        "Martinique",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "MR": (
        "Mauritania",
        (
            ("Ambulance", "101", ""),
            ("Fire", "118", ""),
            ("Police", "117", ""),
        ),
    ),
    "MS": (
        "Montserrat",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "MT": (
        "Malta",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "MU": (
        "Mauritius",
        (
            ("Ambulance, police, fire", "999", ""),
            ("Ambulance", "114", ""),
            ("Fire", "115", ""),
        ),
    ),
    "MV": (
        "Maldives",
        (
            ("Ambulance", "102", ""),
            ("Fire", "118", ""),
            ("Police", "119", ""),
        ),
    ),
    "MW": (
        "Malawi",
        (
            ("Ambulance", "998", ""),
            ("Fire", "999", ""),
            ("Police", "997", ""),
        ),
    ),
    "MX": (
        "Mexico",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "MY": (
        "Malaysia",
        (
            ("Ambulance, police, fire", "999", ""),
            ("Fire", "994", ""),
        ),
    ),
    "MZ": (
        "Mozambique",
        (
            ("Ambulance", "117", ""),
            ("Fire", "198", ""),
            ("Police", "119", ""),
        ),
    ),
    "NA": (
        "Namibia",
        (("Ambulance, police, fire", "10111", ""),),
    ),
    "NC": (
        "New Caledonia",
        (
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "NE": (
        "Niger",
        (
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "NF": ("Norfolk Island", ()),
    "NG": (
        "Nigeria",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "NI": (
        "Nicaragua",
        (
            ("Ambulance", "128", ""),
            ("Fire", "115", ""),
            ("Police", "118", ""),
        ),
    ),
    "NL": (
        "Netherlands",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "NO": (
        "Norway",
        (
            ("Ambulance", "113", ""),
            ("Fire", "110", ""),
            ("Police", "112", ""),
        ),
    ),
    "NP": (
        "Nepal",
        (
            ("Ambulance", "102", ""),
            ("Fire", "101", ""),
            ("Police", "100", ""),
        ),
    ),
    "NR": (
        "Nauru",
        (
            ("Ambulance", "111", ""),
            ("Fire", "112", ""),
            ("Police", "110", ""),
        ),
    ),
    "NU": (
        "Niue",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "NZ": (
        "New Zealand",
        (("Ambulance, police, fire", "111", ""),),
    ),
    "OM": (
        "Oman",
        (("Ambulance, police, fire", "9999", ""),),
    ),
    "PA": (
        "Panama",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Police", "104", ""),
        ),
    ),
    "PE": (
        "Peru",
        (
            ("Ambulance", "106", "one source only: not confirmed"),
            ("Fire", "116", ""),
            ("Police", "105", ""),
        ),
    ),
    "PF": (
        "French Polynesia",
        (
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "PG": (
        "Papua New Guinea",
        (
            ("Ambulance", "111", ""),
            ("Fire", "110", ""),
            ("Police", "112", ""),
        ),
    ),
    "PH": (
        "Philippines",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "PK": (
        "Pakistan",
        (
            ("Ambulance, fire", "1122", ""),
            ("Ambulance", "115", ""),
            ("Fire", "16", ""),
            ("Police", "15", ""),
        ),
    ),
    "PL": (
        "Poland",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "999", ""),
            ("Fire", "998", ""),
            ("Police", "997", ""),
        ),
    ),
    "PM": (
        "St. Pierre & Miquelon",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "PN": ("Pitcairn Islands", ()),
    "PR": (
        "Puerto Rico",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "PS": (
        "Palestine",
        (
            ("Ambulance", "101", ""),
            ("Fire", "102", ""),
            ("Police", "100", ""),
        ),
    ),
    "PT": (
        "Portugal",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "PW": (
        "Palau",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "PY": (
        "Paraguay",
        (
            ("Ambulance", "141", "one source only: not confirmed"),
            ("Fire", "132", "one source only: not confirmed"),
            ("Police", "911", ""),
        ),
    ),
    "QA": (
        "Qatar",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "RE": (
        "Réunion",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "RO": (
        "Romania",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "RS": (
        "Serbia",
        (
            ("Ambulance", "194", ""),
            ("Fire", "193", ""),
            ("Police", "192", ""),
        ),
    ),
    "RU": (
        "Russia",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Fire", "101", ""),
        ),
    ),
    "RW": (
        "Rwanda",
        (
            ("Ambulance, police", "112", ""),
            ("Fire", "111", ""),
        ),
    ),
    "SA": (
        "Saudi Arabia",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Ambulance", "997", ""),
            ("Police", "999", ""),
        ),
    ),
    "SB": (
        "Solomon Islands",
        (
            ("Ambulance", "111", ""),
            ("Fire", "988", ""),
            ("Police", "999", ""),
        ),
    ),
    "SC": (
        "Seychelles",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "SD": (
        "Sudan",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "SE": (
        "Sweden",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "SG": (
        "Singapore",
        (
            ("Ambulance, fire", "995", ""),
            ("Police", "999", ""),
        ),
    ),
    "SH": (
        "St. Helena",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "SI": (
        "Slovenia",
        (
            ("Ambulance, fire", "112", ""),
            ("Police", "113", ""),
        ),
    ),
    "SJ": ("Svalbard & Jan Mayen", ()),
    "SK": (
        "Slovakia",
        (
            ("Ambulance", "155", ""),
            ("Fire", "150", ""),
            ("Police", "158", ""),
        ),
    ),
    "SL": (
        "Sierra Leone",
        (
            ("Ambulance, fire", "999", ""),
            ("Police", "019", ""),
        ),
    ),
    "SM": (
        "San Marino",
        (
            ("Ambulance", "118", ""),
            ("Fire", "115", ""),
            ("Police", "113", ""),
        ),
    ),
    "SN": (
        "Senegal",
        (
            ("Ambulance", "15", ""),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "SO": (
        "Somalia",
        (
            ("Ambulance", "999", ""),
            ("Fire", "555", ""),
            ("Police", "888", ""),
        ),
    ),
    "SR": (
        "Suriname",
        (("Ambulance, police, fire", "115", ""),),
    ),
    "SS": (
        "South Sudan",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "ST": (
        "São Tomé & Príncipe",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "SV": (
        "El Salvador",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Fire", "913", ""),
        ),
    ),
    "SX": ("Sint Maarten", ()),
    "SY": (
        "Syria",
        (
            ("Ambulance", "110", ""),
            ("Fire", "113", ""),
            ("Police", "112", ""),
        ),
    ),
    "SZ": (
        "Eswatini",
        (
            ("Ambulance", "977", ""),
            ("Fire", "933", ""),
            ("Police", "999", ""),
        ),
    ),
    "TC": (
        "Turks & Caicos Islands",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "TD": (
        "Chad",
        (
            ("Ambulance", "1212", "one source only: not confirmed"),
            ("Fire", "18", ""),
            ("Police", "17", ""),
        ),
    ),
    "TF": ("French Southern Territories", ()),
    "TG": (
        "Togo",
        (
            ("Ambulance", "8200", ""),
            ("Fire", "118", ""),
            ("Police", "117", ""),
        ),
    ),
    "TH": (
        "Thailand",
        (
            ("Ambulance, police, fire", "191", ""),
            ("Ambulance", "1669", ""),
            ("Fire", "199", ""),
        ),
    ),
    "TJ": (
        "Tajikistan",
        (
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "TK": (
        "Tokelau",
        (("Ambulance, police, fire", "111", ""),),
    ),
    "TL": (
        "Timor-Leste",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "TM": (
        "Turkmenistan",
        (
            ("Ambulance", "03", ""),
            ("Fire", "01", ""),
            ("Police", "02", ""),
        ),
    ),
    "TN": (
        "Tunisia",
        (
            ("Ambulance", "190", ""),
            ("Fire", "198", ""),
            ("Police", "197", ""),
        ),
    ),
    "TO": (
        "Tonga",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Ambulance", "933", ""),
            ("Fire", "999", ""),
            ("Police", "922", ""),
        ),
    ),
    "TR": (
        "Türkiye",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "TT": (
        "Trinidad & Tobago",
        (
            ("Ambulance", "811", ""),
            ("Fire", "990", ""),
            ("Police", "999", ""),
        ),
    ),
    "TV": (
        "Tuvalu",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "TW": (
        "Taiwan",
        (
            ("Ambulance, fire", "119", ""),
            ("Police", "110", ""),
        ),
    ),
    "TZ": (
        "Tanzania",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "UA": (
        "Ukraine",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "UG": (
        "Uganda",
        (("Ambulance, police, fire", "999", ""),),
    ),
    "UM": ("U.S. Outlying Islands", ()),
    "US": (
        "United States",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "UY": (
        "Uruguay",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Ambulance", "105", ""),
            ("Fire", "104", ""),
        ),
    ),
    "UZ": (
        "Uzbekistan",
        (
            ("Ambulance", "103", ""),
            ("Fire", "101", ""),
            ("Police", "102", ""),
        ),
    ),
    "VA": (
        "Vatican City",
        (("Ambulance, police, fire", "112", ""),),
    ),
    "VC": (
        "St. Vincent & Grenadines",
        (
            ("Ambulance, police, fire", "911", ""),
            ("Police", "999", ""),
        ),
    ),
    "VE": (
        "Venezuela",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "VG": (
        "British Virgin Islands",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "VI": (
        "U.S. Virgin Islands",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "VN": (
        "Vietnam",
        (
            ("Ambulance", "115", ""),
            ("Fire", "114", ""),
            ("Police", "113", ""),
        ),
    ),
    "VU": (
        "Vanuatu",
        (
            ("Ambulance", "112", ""),
            ("Fire", "113", ""),
            ("Police", "111", ""),
        ),
    ),
    "WF": (
        "Wallis & Futuna",
        (("Ambulance, police, fire", "15", ""),),
    ),
    "WS": (
        "Samoa",
        (("Ambulance, police, fire", "911", ""),),
    ),
    "XK": (
        "Kosovo",
        (
            ("Ambulance", "194", ""),
            ("Fire", "193", ""),
            ("Police", "192", ""),
        ),
    ),
    "YE": (
        "Yemen",
        (
            ("Ambulance, fire", "191", ""),
            ("Police", "194", ""),
        ),
    ),
    "YT": (
        "Mayotte",
        (
            ("Ambulance, police, fire", "112", ""),
            ("Ambulance", "15", ""),
        ),
    ),
    "ZA": (
        "South Africa",
        (
            ("Ambulance, police, fire", "112", "from mobile phones"),
            ("Ambulance, fire", "10177", ""),
            ("Police", "10111", ""),
        ),
    ),
    "ZM": (
        "Zambia",
        (
            ("Ambulance", "992", "one source only: not confirmed"),
            ("Fire", "993", ""),
            ("Police", "991", ""),
        ),
    ),
    "ZW": (
        "Zimbabwe",
        (
            ("Ambulance, police, fire", "999", ""),
            ("Ambulance, police, fire", "112", ""),
        ),
    ),
}

ALSO: dict[str, str] = {
    "aland": "AX",
    "america": "US",
    "antigua": "AG",
    "aotearoa": "NZ",
    "azores": "PT",
    "balearic islands": "ES",
    "barbuda": "AG",
    "belorussia": "BY",
    "bosnia": "BA",
    "brasil": "BR",
    "britain": "GB",
    "brunei darussalam": "BN",
    "burma": "MM",
    "byelorussia": "BY",
    "cabo verde": "CV",
    "canary islands": "ES",
    "ceylon": "LK",
    "congo republic": "CG",
    "czech": "CZ",
    "czech republic": "CZ",
    "democratic people's republic of korea": "KP",
    "democratic republic of the congo": "CD",
    "deutschland": "DE",
    "dprk": "KP",
    "dr congo": "CD",
    "drc": "CD",
    "east timor": "TL",
    "eire": "IE",
    "emirates": "AE",
    "england": "GB",
    "espana": "ES",
    "falklands": "FK",
    "federated states of micronesia": "FM",
    "fyrom": "MK",
    "gaza": "PS",
    "gaza strip": "PS",
    "great britain": "GB",
    "grenadines": "VC",
    "herzegovina": "BA",
    "holland": "NL",
    "holy see": "VA",
    "hong kong sar": "HK",
    "hong kong sar china": "HK",
    "islamic republic of iran": "IR",
    "italia": "IT",
    "ivory coast": "CI",
    "ksa": "SA",
    "kyrgyz republic": "KG",
    "lao": "LA",
    "lao pdr": "LA",
    "macao sar china": "MO",
    "macau": "MO",
    "macedonia": "MK",
    "madeira": "PT",
    "mainland china": "CN",
    "malvinas": "FK",
    "nevis": "KN",
    "northern ireland": "GB",
    "oesterreich": "AT",
    "osterreich": "AT",
    "palestinian territories": "PS",
    "people's republic of china": "CN",
    "persia": "IR",
    "png": "PG",
    "polska": "PL",
    "prc": "CN",
    "principe": "ST",
    "republic of ireland": "IE",
    "republic of korea": "KR",
    "republic of moldova": "MD",
    "republic of the congo": "CG",
    "russian federation": "RU",
    "sao tome": "ST",
    "saudi": "SA",
    "schweiz": "CH",
    "scotland": "GB",
    "slovak republic": "SK",
    "st kitts": "KN",
    "st vincent": "VC",
    "state of palestine": "PS",
    "states": "US",
    "suisse": "CH",
    "svizzera": "CH",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "tobago": "TT",
    "trinidad": "TT",
    "turkey": "TR",
    "uae": "AE",
    "uk": "GB",
    "united republic of tanzania": "TZ",
    "united states of america": "US",
    "usa": "US",
    "vatican": "VA",
    "viet nam": "VN",
    "wales": "GB",
    "west bank": "PS",
    "western samoa": "WS",
    "zaire": "CD",
}
