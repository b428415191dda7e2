"""Invented bodies that must report, one or more of every kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Body:
    """A reporting body.

    `short` is what titles may say instead of the full name; `we` and `whole` are how its prose speaks of itself and
    of its area; `site` is where it publishes, `units` who is assessed by it, `chief` who leads it.
    """

    name: str
    kind: str
    type: str
    short: str
    we: str
    whole: str
    site: str
    office: str
    units: str
    chief: str
    address: str
    government: bool = False
    guessed: bool = True
    """Whether the name alone tells the type."""


BODIES = (
    Body("清沅县人民政府", "county", "county", "清沅县", "我县", "全县", "清沅县人民政府门户网站", "清沅县人民政府办公室",
         "县直单位和乡镇", "县政府主要负责同志", "清沅县沅滨镇文澜街16号", government=True),
    Body("澜州市临湾区人民政府", "county", "county", "临湾区", "我区", "全区", "临湾区人民政府门户网站", "临湾区人民政府办公室",
         "区直部门和街道", "区政府主要负责同志", "澜州市临湾区海棠路88号", government=True),
    Body("云汀市人民政府", "county", "county", "云汀市", "我市", "全市", "云汀市人民政府门户网站", "云汀市人民政府办公室",
         "市直单位和镇（街道）", "市政府主要负责同志", "云汀市凤凰大道1号", government=True, guessed=False),
    Body("澜州市人民政府", "city", "city", "澜州市", "我市", "全市", "澜州市人民政府门户网站", "澜州市人民政府办公室",
         "市直部门和县（区）", "市政府主要负责同志", "澜州市学院路200号", government=True, guessed=False),
    Body("清沅县栖梧镇人民政府", "township", "township", "栖梧镇", "我镇", "全镇", "清沅县人民政府门户网站", "栖梧镇党政综合办公室",
         "各村（社区）和镇直站所", "镇政府主要负责同志", "清沅县栖梧镇振兴街5号", government=True),
    Body("岚溪县青萍乡人民政府", "township", "township", "青萍乡", "我乡", "全乡", "岚溪县人民政府门户网站", "青萍乡党政办公室",
         "各村和乡属各办", "乡政府主要负责同志", "岚溪县青萍乡政府大院", government=True),
    Body("临湾区望江路街道办事处", "subdistrict", "subdistrict", "望江路街道", "我街道", "辖区", "临湾区人民政府门户网站",
         "望江路街道党政办公室", "各社区和机关科室", "街道主要负责同志", "临湾区望江路33号"),
    Body("清沅县农业农村局", "department", "department", "清沅县农业农村局", "我局", "全系统", "清沅县人民政府门户网站",
         "清沅县农业农村局办公室", "各股室和下属单位", "局主要负责同志", "清沅县沅滨镇丰收路9号"),
    Body("澜州市发展和改革委员会", "department", "department", "澜州市发展和改革委员会", "我委", "全委", "澜州市人民政府门户网站",
         "澜州市发展和改革委员会办公室", "各科室和委属单位", "委主要负责同志", "澜州市学院路202号"),
    Body("临湾区教育局", "department", "department", "临湾区教育局", "我局", "全局", "临湾区人民政府门户网站", "临湾区教育局办公室",
         "各科室和直属学校", "局主要负责同志", "临湾区书院巷12号"),
    Body("澜州高新技术产业开发区管理委员会", "committee", "other", "澜州高新技术产业开发区", "我区", "全区",
         "澜州高新技术产业开发区门户网站", "澜州高新技术产业开发区管理委员会办公室", "各局（办）和园区公司", "管委会主要负责同志",
         "澜州市创新大道6号", guessed=False),
)  # fmt: skip

KINDS = tuple(dict.fromkeys(body.kind for body in BODIES))
