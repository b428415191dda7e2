"""The tables of the editions as the notices print them: labels, groups of labels, and the key of every figure.

Written down here a second time on purpose: a rule set that departs from the printed form is caught by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other_organization",
    "total",
)
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS_HEAD = "三、本年度办理结果"


@dataclass(slots=True)
class Column:
    """A column: its label, under the headings `groups` from the top."""

    label: str
    groups: tuple[str, ...] = ()


@dataclass(slots=True)
class Line:
    """A row: its label, beside the headings `groups` from the left; a key, or a literal text, for every column."""

    label: str
    keys: list[str]
    groups: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """Columns and rows that belong together, under a caption; `corner` stands above the row labels."""

    caption: str
    corner: str
    columns: list[Column]
    lines: list[Line]


@dataclass(slots=True)
class Form:
    """A table of the form: `rows` (a label, then figures), `wide` (one row of figures without label), `list`."""

    name: str
    shape: str
    blocks: list[Block] = field(default_factory=list)

    def lines(self) -> list[Line]:
        return [line for block in self.blocks for line in block.lines]

    def line_of(self, key: str) -> Line:
        return next(line for line in self.lines() if key in line.keys)


REFUSED = (
    ("state_secret", "1.属于国家秘密"),
    ("law_forbids", "2.其他法律行政法规禁止公开"),
    ("security_stability", "3.危及“三安全一稳定”"),
    ("third_party", "4.保护第三方合法权益"),
    ("internal_affairs", "5.属于三类内部事务信息"),
    ("process_information", "6.属于四类过程性信息"),
    ("enforcement_files", "7.属于行政执法案卷"),
    ("administrative_query", "8.属于行政查询事项"),
)
UNAVAILABLE = (
    ("not_held", "1.本机关不掌握相关政府信息"),
    ("needs_creation", "2.没有现成信息需要另行制作"),
    ("still_unclear", "3.补正后申请内容仍不明确"),
)
NOT_PROCESSED = (
    ("petition", "1.信访举报投诉类申请"),
    ("repeat", "2.重复申请"),
    ("publication", "3.要求提供公开出版物"),
    ("voluminous", "4.无正当理由大量反复申请"),
    ("reissue", "5.要求行政机关确认或重新出具已获取信息"),
)
OTHER_2021 = (
    ("not_supplemented", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other", "3.其他"),
)


def leaves(edition: str) -> list[str]:
    """The result rows of the requests table that (七)总计 sums."""
    rows = ["disclosed", "partly_disclosed"]
    rows += [f"refused.{key}" for key, _ in REFUSED]
    rows += [f"unavailable.{key}" for key, _ in UNAVAILABLE]
    rows += [f"not_processed.{key}" for key, _ in NOT_PROCESSED]
    rows += [f"other.{key}" for key, _ in OTHER_2021] if edition == "prc-2021" else ["other"]
    return rows


def requests_form(edition: str) -> Form:
    def line(label: str, row: str, *groups: str) -> Line:
        return Line(label, [f"requests.{row}[{column}]" for column in APPLICANTS], groups)

    outer = "申请人情况"
    organisations = (outer, "法人或其他组织")
    columns = [Column("自然人", (outer,))]
    columns += [
        Column(label, organisations) for label in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    ]
    columns.append(Column("总计", (outer,)))
    head = RESULTS_HEAD
    lines = [
        line("一、本年新收政府信息公开申请数量", "received"),
        line("二、上年结转政府信息公开申请数量", "carried_in"),
        line("（一）予以公开", "disclosed", head),
        line("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partly_disclosed", head),
    ]
    lines += [line(label, f"refused.{key}", head, "（三）不予公开") for key, label in REFUSED]
    lines += [line(label, f"unavailable.{key}", head, "（四）无法提供") for key, label in UNAVAILABLE]
    lines += [line(label, f"not_processed.{key}", head, "（五）不予处理") for key, label in NOT_PROCESSED]
    if edition == "prc-2021":
        lines += [line(label, f"other.{key}", head, "（六）其他处理") for key, label in OTHER_2021]
    else:
        lines.append(line("（六）其他处理", "other", head))
    lines.append(line("（七）总计", "handled_total", head))
    lines.append(line("四、结转下年度继续办理", "carried_out"))
    return Form("requests", "rows", [Block("", NOTE, columns, lines)])


def review_form() -> Form:
    labels = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    columns: list[Column] = []
    keys: list[str] = []
    for name, groups in (
        ("review", ("行政复议",)),
        ("suits.direct", ("行政诉讼", "未经复议直接起诉")),
        ("suits.after_review", ("行政诉讼", "复议后起诉")),
    ):
        columns += [Column(label, groups) for label in labels]
        keys += [f"{name}[{outcome}]" for outcome in OUTCOMES]
    return Form("review", "wide", [Block("", "", columns, [Line("", keys)])])


def disclosure_form(edition: str) -> Form:
    def block(
        article: str, labels: tuple[str, ...], names: tuple[str, ...], rows: tuple[tuple[str, str], ...]
    ) -> Block:
        lines = [Line(label, [f"disclosure.{row}.{name}" for name in names]) for row, label in rows]
        return Block(f"第二十条第（{article}）项", "信息内容", [Column(label) for label in labels], lines)

    if edition == "prc-2021":
        decided = (("本年处理决定数量",), ("decisions",))
        return Form("disclosure", "rows", [
            block("一", ("本年制发件数", "本年废止件数", "现行有效件数"), ("issued", "repealed", "in_force"),
                  (("rules", "规章"), ("normative_documents", "行政规范性文件"))),
            block("五", *decided, (("licensing", "行政许可"),)),
            block("六", *decided, (("penalties", "行政处罚"), ("compulsory_measures", "行政强制"))),
            block("八", ("本年收费金额（单位：万元）",), ("amount",), (("charges", "行政事业性收费"),)),
        ])  # fmt: skip
    items = (("上一年项目数量", "本年增/减", "处理决定数量"), ("items_last_year", "change", "decisions"))
    return Form("disclosure", "rows", [
        block("一", ("本年新制作数量", "本年新公开数量", "对外公开总数量"), ("produced", "disclosed", "disclosed_total"),
              (("rules", "规章"), ("normative_documents", "规范性文件"))),
        block("五", *items, (("licensing", "行政许可"), ("other_services", "其他对外管理服务事项"))),
        block("六", *items, (("penalties", "行政处罚"), ("compulsory_measures", "行政强制"))),
        block("八", items[0][:2], items[1][:2], (("charges", "行政事业性收费"),)),
        block("九", ("采购项目数量", "采购总金额"), ("items", "amount"), (("procurement", "政府集中采购"),)),
    ])  # fmt: skip


ANNEX = (
    ("一、主动公开情况", "", ""),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "disclosed"),
    ("其中：主动公开规范性文件数", "条", "normative_documents.disclosed"),
    ("制发规范性文件总数", "件", "normative_documents.issued"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "", ""),
    ("1.政府公报公开政府信息数", "条", "channels.gazette"),
    ("2.政府网站公开政府信息数", "条", "channels.website"),
    ("3.政务微博公开政府信息数", "条", "channels.weibo"),
    ("4.政务微信公开政府信息数", "条", "channels.wechat"),
    ("5.其他方式公开政府信息数", "条", "channels.other"),
    ("二、回应解读情况", "", ""),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "responses"),
    ("（二）通过不同渠道和方式回应解读的情况", "", ""),
    ("1.参加或举办新闻发布会总次数", "次", "responses.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "responses.press_conferences_by_head"),
    ("2.政府网站在线访谈次数", "次", "responses.interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "responses.interviews_by_head"),
    ("3.政策解读稿件发布数", "篇", "responses.interpretations"),
    ("4.微博微信回应事件数", "次", "responses.social_media"),
    ("5.其他方式回应事件数", "次", "responses.other"),
    ("三、依申请公开情况", "", ""),
    ("（一）收到申请数", "件", "requests.received.total"),
    ("1.当面申请数", "件", "requests.received.in_person"),
    ("2.传真申请数", "件", "requests.received.fax"),
    ("3.网络申请数", "件", "requests.received.online"),
    ("4.信函申请数", "件", "requests.received.letter"),
    ("（二）申请办结数", "件", "requests.closed.total"),
    ("1.按时办结数", "件", "requests.closed.on_time"),
    ("2.延期办结数", "件", "requests.closed.extended"),
    ("（三）申请答复数", "件", "replies.total"),
    ("1.属于已主动公开范围数", "件", "replies.already_public"),
    ("2.同意公开答复数", "件", "replies.agreed"),
    ("3.同意部分公开答复数", "件", "replies.partly_agreed"),
    ("4.不同意公开答复数", "件", "replies.refused.total"),
    ("其中：涉及国家秘密", "件", "replies.refused.state_secret"),
    ("涉及商业秘密", "件", "replies.refused.commercial_secret"),
    ("涉及个人隐私", "件", "replies.refused.privacy"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "replies.refused.security_stability"),
    ("不是《条例》所指政府信息", "件", "replies.refused.not_government_information"),
    ("法律法规规定的其他情形", "件", "replies.refused.other"),
    ("5.不属于本行政机关公开数", "件", "replies.not_ours"),
    ("6.申请信息不存在数", "件", "replies.not_existing"),
    ("7.告知作出更改补充数", "件", "replies.to_supplement"),
    ("8.告知通过其他途径办理数", "件", "replies.other_channel"),
    ("四、行政复议数量", "件", "review.total"),
    ("（一）维持具体行政行为数", "件", "review.upheld"),
    ("（二）被依法纠错数", "件", "review.corrected"),
    ("（三）其他情形数", "件", "review.other"),
    ("五、行政诉讼数量", "件", "suits.total"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "suits.upheld"),
    ("（二）被依法纠错数", "件", "suits.corrected"),
    ("（三）其他情形数", "件", "suits.other"),
    ("六、举报投诉数量", "件", "complaints"),
    ("七、依申请公开信息收取的费用", "万元", "charges"),
    ("八、机构建设和保障经费情况", "", ""),
    ("（一）政府信息公开工作专门机构数", "个", "offices"),
    ("（二）设置政府信息公开查阅点数", "个", "reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "staff.total"),
    ("1.专职人员数", "人", "staff.full_time"),
    ("2.兼职人员数", "人", "staff.part_time"),
    ("（四）政府信息公开专项经费", "万元", "funds"),
    ("九、政府信息公开会议和培训情况", "", ""),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "meetings"),
    ("（二）举办各类培训班数", "次", "trainings"),
    ("（三）接受培训人员数", "人次", "trainees"),
)
"""The statistics table of 2014 to 2018 (国办发〔2014〕32号): label, unit, key; chapters have neither."""


def annex_form() -> Form:
    lines = [Line(label, ["=" + unit, f"annex.{key}" if key else "="]) for label, unit, key in ANNEX]
    return Form("annex", "list", [Block("", "统计指标", [Column("单位"), Column("统计数")], lines)])


def forms_of(edition: str, *, annex: bool) -> dict[str, Form]:
    """The tables of an edition by name; a key that begins with `=` is a literal text."""
    if edition == "prc-2007":
        return {"annex": annex_form()} if annex else {}
    return {
        "disclosure": disclosure_form(edition),
        "requests": requests_form(edition),
        "review": review_form(),
    }
