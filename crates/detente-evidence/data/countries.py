"""Writes countries.tsv: python3 countries.py NODE_MODULES > countries.tsv

NODE_MODULES has the npm packages cldr-localenames-full, cldr-core, countries-list and i18n-nationality."""
import json, sys, unicodedata

root = sys.argv[1]
load = lambda path: json.load(open(f"{root}/{path}", encoding="utf-8"))
names = load("cldr-localenames-full/main/en/territories.json")["main"]["en"]["localeDisplayNames"]["territories"]
codes = load("cldr-core/supplemental/codeMappings.json")["supplemental"]["codeMappings"]
places = load("countries-list/countries.min.json")
people = load("i18n-nationality/langs/en.json")["nationalities"]

# Everyday names that no list has, and groups whose members act as one.
ALSO = {"US": ["America", "USA"], "GB": ["Britain", "Great Britain"], "RU": ["Russian Federation"], "IR": ["Islamic Republic of Iran"],
        "SA": ["Saudi"], "CN": ["People’s Republic of China", "PRC"], "VA": ["Holy See", "Vatican"], "KR": ["Republic of Korea"],
        "KP": ["DPRK"], "CD": ["DRC"], "AE": ["Emirates", "UAE"], "PS": ["Palestine"],
        "NL": ["Holland"], "MM": ["Burma"], "SZ": ["Swaziland"], "VN": ["Viet Nam"], "SY": ["Syrian Arab Republic"], "LA": ["Lao"], "MK": ["Macedonia"]}
DEMONYM = {"GB": ["British", "Briton"], "US": ["American"], "AE": ["Emirati"], "PS": ["Palestinian"], "SA": ["Saudi"], "IL": ["Israeli"],
           "KP": ["North Korean"], "KR": ["South Korean"], "TR": ["Turkish", "Turk"], "NL": ["Dutch"], "CY": ["Cypriot"], "VA": ["Vatican"],
           "AR": ["Argentine"], "QA": ["Qatari"], "PL": ["Pole"], "DK": ["Dane"], "SE": ["Swede"], "FI": ["Finn"], "ES": ["Spaniard"],
           "XK": ["Kosovar", "Kosovan"], "CD": ["Congolese"], "BA": ["Bosnian", "Bosniak"], "RS": ["Serb"], "HR": ["Croat"], "SS": ["South Sudanese"], "UZ": ["Uzbek"], "NO": ["Norwegian"]}
CAPITAL = {"UA": ["Kiev"], "PS": ["Ramallah"], "US": ["Washington"], "IL": [], "XK": ["Pristina"], "KZ": ["Astana"]}
MAIN = {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MO": "Macao"}
WHOLE = {"CD": ["Congo", "DR Congo"]}
SKIP = {"EU", "UN", "EZ", "ZZ", "QO", "XA", "XB"}
plain = lambda text: text.replace("&", "and")

print("# iso3\tname\tother names\tof the people\tcapital")
for code in sorted(places.keys() | {"XK", "PS"}):
    if code in SKIP or code not in names:
        continue
    name = names[code]
    main, _, inside = MAIN.get(code, name).partition(" (")
    if code == "PS":
        main = "Palestine"
    other = [names[k] for k in (f"{code}-alt-short", f"{code}-alt-variant") if k in names] + ([name] if name != main else [])
    other += [names[code]] if main != names[code] else []
    other += WHOLE.get(code, [])
    other += ["~" + one for one in ALSO.get(code, [])]
    other += [unicodedata.normalize("NFKD", n).encode("ascii", "ignore").decode() for n in [main, *other] if not n.isascii()]
    demonyms = [people[code].split(" (")[0].split(",")[0]] if code in people else []
    demonyms = [d.strip() for d in demonyms if d.strip() != main] + DEMONYM.get(code, [])
    capital = CAPITAL.get(code, []) if code in ("IL", "US") else [c for c in [places.get(code, {}).get("capital")] if c] + CAPITAL.get(code, [])
    if code == "IL":
        capital = []
    unique = lambda items: ";".join(plain(i) for i in dict.fromkeys(items) if i and i != main)
    print("\t".join([codes.get(code, {}).get("_alpha3", "XKX"), plain(main), unique(other), unique(demonyms), unique(capital)]))
