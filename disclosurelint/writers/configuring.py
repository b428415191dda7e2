"""Writing configuration: a commented one to start from, and a waiver added to one that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from disclosurelint.writers.atomic import write_file

SCHEMA_NAME = "disclosurelint.schema.json"
"""The copy of the configuration's JSON Schema that stands beside it: found by its relative name on any machine."""
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_NAME}"
_HOW = f"""\
# 要让编辑器补全和核对本文件，运行 disclosurelint init --schema，会在旁边写出 {SCHEMA_NAME}。
# For completion in an editor, run: disclosurelint init --schema"""

TEMPLATE = """\
# disclosurelint 的配置：对本文件夹及以下的报告生效，命令行选项优先。
# Settings for the reports in this folder and below it; options of the command stand above them.

# 报告年度 report year
# year: 2025

# 编制机关及其类型 the body and its type:
# central-department, province, city, county, township, subdistrict, department, authorized-organization, other
# body: 某某县人民政府
# body-type: county

# 数据是否含下级和所属部门 whether the figures take in departments and lower levels
# aggregate: true

# 公开期限（次年的月-日），乡镇、街道按当地通知设定 deadline in the year after, MM-DD
# deadline: 01-31

# 落款只在网页上显示时设为 false   false where the site alone shows signature and date
# expect-signature: true

# 上年报告：文件或文件夹 last year's report, a file or a folder
# previous: ../2024

# 附加规则（地方要求） overlays of local rules
# rulesets: [shanghai]

# 规则的取舍：编号、名称或前缀 choice of rules: ids, names, prefixes
# select: [ALL]
# ignore: [LNG002]
# preview: false

# 改变规则的级别 severities of rules
# severity:
#   SEC013: warning

# 何时算不通过 what makes the run fail: error, warning, info, not-assessed, never
# fail-on: error

# 不检查的文件 files that are not checked
# exclude: ["草稿/*"]

# 应当报送的机关名单（每行一个） the bodies that must report, one a line
# roster: 名单.txt

# 个别文件的设置 settings of single files
# per-file:
#   "乡镇/*":
#     body-type: township
#     deadline: 01-31

# 豁免：看过并同意保留的问题，须写明理由 findings that may stand, with a reason
# waivers:
#   - rule: REQ001
#     path: 2024.md
#     where: requests.handled_total[total]
#     reason: 系统合并登记，已说明
#     until: 2026-03-31
"""


def template(*, schema: bool) -> str:
    """A configuration of comments alone; `schema`: one that names the JSON Schema beside it, for editors."""
    return f"{SCHEMA_LINE if schema else _HOW}\n{TEMPLATE}"


def with_schema(content: str) -> str:
    """A configuration that names the JSON Schema beside it in its first line; everything else stays as it was."""
    kept = [line for line in content.splitlines(keepends=True) if not line.startswith("# yaml-language-server:")]
    return "".join([f"{SCHEMA_LINE}\n", *kept])


def waiver_entry(
    rule: str, path: str, where: str | None, reason: str, until: date | None, fingerprint: str | None
) -> list[str]:
    """A waiver as lines of a `waivers` list."""
    fields = {"path": path, "where": where, "reason": reason, "fingerprint": fingerprint}
    lines = [f"  - rule: {rule}"]
    lines += [f"    {key}: {quoted(value)}" for key, value in fields.items() if value]
    if until is not None:
        lines.append(f"    until: {until.isoformat()}")
    return lines


def quoted(text: str) -> str:
    """Text as a double-quoted YAML scalar."""
    import json

    return json.dumps(text, ensure_ascii=False)


def with_waiver(content: str, entry: list[str]) -> str:
    """A configuration with a waiver at the end of its list; everything else stays as it was written."""
    lines = content.splitlines()
    start = next(
        (index for index, line in enumerate(lines) if line.split("#")[0].rstrip() in ("waivers:", "waivers: []")), None
    )
    if start is None:
        lead = [""] if lines and lines[-1].strip() else []
        return "\n".join([*lines, *lead, "waivers:", *entry]) + "\n"
    lines[start] = "waivers:"
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1] in (" ", "-", "#")):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    dashes = [line for line in lines[start + 1 : end] if line.lstrip().startswith("- ")]
    if dashes:
        indent = len(dashes[0]) - len(dashes[0].lstrip())
        entry = [" " * indent + line[2:] for line in entry]
    return "\n".join([*lines[:end], *entry, *lines[end:]]) + "\n"


def start_configuration(path: Path, *, schema: bool) -> None:
    """Writes the commented configuration. Raises `FileExistsError`: nothing is ever overwritten."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(template(schema=schema))


def write_schema(folder: Path, schema: bytes) -> Path:
    """Writes the JSON Schema beside a configuration, over an older copy of it.

    Raises `FileExistsError` where a file of the name is something else.
    """
    import json

    path = folder / SCHEMA_NAME
    if path.exists():
        try:
            known = json.loads(path.read_bytes())
        except ValueError:
            known = None
        if not isinstance(known, dict) or known.get("title") != json.loads(schema).get("title"):
            raise FileExistsError(path)
    write_file(path, schema)
    return path
