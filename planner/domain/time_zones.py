"""The clock of each Arab state's capital.

From the Time Zone Database of IANA (`zone.tab`, https://www.iana.org/time-zones), by ISO 3166 code. Of Palestine's two
zones it is the one that Ramallah keeps.
"""

from zoneinfo import ZoneInfo

CAPITALS = {
    "ARE": "Asia/Dubai",
    "BHR": "Asia/Bahrain",
    "COM": "Indian/Comoro",
    "DJI": "Africa/Djibouti",
    "DZA": "Africa/Algiers",
    "EGY": "Africa/Cairo",
    "IRQ": "Asia/Baghdad",
    "JOR": "Asia/Amman",
    "KWT": "Asia/Kuwait",
    "LBN": "Asia/Beirut",
    "LBY": "Africa/Tripoli",
    "MAR": "Africa/Casablanca",
    "MRT": "Africa/Nouakchott",
    "OMN": "Asia/Muscat",
    "PSE": "Asia/Hebron",
    "QAT": "Asia/Qatar",
    "SAU": "Asia/Riyadh",
    "SDN": "Africa/Khartoum",
    "SOM": "Africa/Mogadishu",
    "SYR": "Asia/Damascus",
    "TUN": "Africa/Tunis",
    "YEM": "Asia/Aden",
}


def time_zone_of(iso3: str) -> ZoneInfo:
    return ZoneInfo(CAPITALS[iso3])
