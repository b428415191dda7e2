"""Sentences of annual reports in several phrasings each, their figures taken from the tables.

Every phrasing is one that a careful clerk could write: all are right beside the tables, so that each finding on
them is a false alarm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from tests.drafts.bodies import Body
from tests.drafts.forms import NOT_PROCESSED, REFUSED, UNAVAILABLE

REGULATION = "《中华人民共和国政府信息公开条例》"
ORDINALS = "一二三四五六七八九十"


@dataclass(slots=True)
class Writer:
    """Writes the sentences of one report: `rng` picks the phrasing."""

    edition: str
    year: int
    body: Body
    figures: dict[str, str]
    rng: Random
    size: str
    received_before: int = 0

    # -- helpers -------------------------------------------------------------------------------------------------

    def pick(self, *choices: str) -> str:
        """One of the phrasings, its placeholders filled."""
        return self.fill(self.rng.choice(choices))

    def fill(self, text: str) -> str:
        body = self.body
        return (
            text.replace("{Y}", str(self.year))
            .replace("{next}", str(self.year + 1))
            .replace("{last}", str(self.year - 1))
            .replace("{B}", body.name)
            .replace("{we}", body.we)
            .replace("{whole}", body.whole)
            .replace("{site}", body.site)
            .replace("{office}", body.office)
            .replace("{units}", body.units)
            .replace("{chief}", body.chief)
            .replace("{address}", body.address)
        )

    def n(self, key: str) -> int:
        return int(self.figures[key])

    def r(self, row: str, column: str = "total") -> int:
        return self.n(f"requests.{row}[{column}]")

    def group(self, name: str, rows: tuple[tuple[str, str], ...]) -> int:
        return sum(self.r(f"{name}.{row}") for row, _ in rows)

    def results(self) -> list[tuple[str, int]]:
        """The groups of results with their sums, as the form prints them."""
        other = ["not_supplemented", "unpaid", "other"]
        rest = sum(self.r(f"other.{row}") for row in other) if self.edition == "prc-2021" else self.r("other")
        return [
            ("予以公开", self.r("disclosed")),
            ("部分公开", self.r("partly_disclosed")),
            ("不予公开", self.group("refused", REFUSED)),
            ("无法提供", self.group("unavailable", UNAVAILABLE)),
            ("不予处理", self.group("not_processed", NOT_PROCESSED)),
            ("其他处理", rest),
        ]

    # -- title, preamble -----------------------------------------------------------------------------------------

    def title(self) -> list[str]:
        body, rng = self.body, self.rng
        name = rng.choice((body.name, body.name, body.short))
        kind = "政府信息公开工作年度报告"
        if self.edition == "prc-2007" and rng.random() < 0.5:
            kind = "政府信息公开年度报告"
        lines = rng.choice((
            ["{name}{Y}年{kind}"],
            ["{name}{Y}年度{kind}"],
            ["{Y}年{name}{kind}"],
            ["{Y}年度{name}{kind}"],
            ["{name}", "{Y}年{kind}"],
            ["{name}", "{Y}年度{kind}"],
        ))  # fmt: skip
        return [self.fill(line.replace("{name}", name).replace("{kind}", kind)) for line in lines]

    def basis(self) -> str:
        if self.edition == "prc-2007":
            return self.pick(
                f"根据{REGULATION}（国务院令第492号）的规定",
                f"根据{REGULATION}（以下简称《条例》）要求",
                f"按照{REGULATION}第三十一条、第三十二条规定",
            )
        number, trial = ("〔2021〕30号", "") if self.edition == "prc-2021" else ("〔2019〕60号", "（试行）")
        notice = f"国办公开办函{number}"
        law = self.pick(
            f"{REGULATION}（以下简称《条例》）",
            f"{REGULATION}（国务院令第711号，以下简称《条例》）",
            f"{REGULATION}（国务院令第711号）",
            f"{REGULATION}第五十条",
        )
        return self.pick(
            f"根据{law}和《国务院办公厅政府信息公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式{trial}〉的通知》（{notice}）要求",
            f"按照{law}及《中华人民共和国政府信息公开工作年度报告格式{trial}》（{notice}）规定",
            f"依据{law}等有关规定",
            f"根据{law}要求，按照《国务院办公厅政府信息公开办公室关于印发中华人民共和国政府信息公开工作年度报告格式{trial}的通知》（{notice}）格式",
        )

    def period(self) -> str:
        return self.pick(
            "所列数据的统计期限自{Y}年1月1日起至{Y}年12月31日止",
            "所列数据的统计期限自{Y}年1月1日起，至12月31日止",
            "统计期限为{Y}年1月1日至12月31日",
            "统计时限为{Y}年1月1日至{Y}年12月31日",
            "数据统计周期从{Y}年1月1日到{Y}年12月31日",
            "统计数据期限自{Y}年1月1日至{Y}年12月31日止",
        )

    def contact(self) -> str:
        return self.pick(
            "如对本报告有疑问，请与{office}联系（地址：{address}，邮编：650399，电话：0870-5550126）",
            "联系单位：{office}，地址：{address}，联系电话：0870-5550126，传真：0870-5550127",
            "公众对本报告有意见建议的，可向{office}反映，电话0870—5550126，电子邮箱：xxgk@qingyuan.example",
        )

    def parts(self, titles: list[str]) -> str:
        count = ORDINALS[len(titles) - 1]
        listed = "、".join(titles)
        return self.pick(
            f"全文由{listed}{count}个部分组成",
            f"本报告包括{listed}等{count}个部分",
            f"报告共分{count}个部分：{listed}",
            f"本报告由{count}部分组成，分别为{listed}",
        )

    def preamble(self, titles: list[str]) -> list[str]:
        first = self.basis() + self.pick("，编制本报告", "，结合工作实际，编制了本报告", "，由{office}编制本报告")
        sentences = [first]
        if self.rng.random() < 0.6:
            sentences.append(self.parts(titles))
        sentences.append(self.period())
        if self.rng.random() < 0.6:
            sentences.append(self.pick(
                "报告电子版可在{site}“政府信息公开年报”栏目查阅、下载", "本报告在{site}公布",
                "公众可登录{site}查阅本报告"))  # fmt: skip
        if self.rng.random() < 0.7:
            sentences.append(self.contact())
        return ["。".join(sentences) + "。"]

    # -- overview ------------------------------------------------------------------------------------------------

    def opening(self) -> str:
        return self.pick(
            "{Y}年，{B}认真落实《条例》要求，坚持以公开为常态、不公开为例外，各项任务有序推进。",
            "{Y}年，{we}围绕企业和群众关心的事项，持续推进政府信息公开，工作质量稳步提升。",
            "过去一年，{B}按照上级政务公开工作部署，健全机制、拓宽渠道、强化监督，推动公开工作走深走实。",
            "{Y}年以来，{we}把政府信息公开作为转变作风、优化服务的重要抓手，常抓不懈。",
            "{Y}年，{we}全面落实上级关于{Y}年政务公开工作的部署，结合实际制定年度工作要点，逐项抓好落实，较{last}年又有新的提升。",
            "{Y}年，{B}坚持以人民为中心，主动公开、依申请公开工作规范有序，政策解读和回应关切及时有效。",
        )

    def disclosed(self) -> str:
        rng = self.rng
        count = rng.randint(120, 5000)
        part = rng.randint(20, count // 2)
        parts = [self.pick(
            f"全年通过{{site}}发布政府信息{count}条，其中重点领域信息{part}条。",
            f"{{Y}}年，{{whole}}主动公开政府信息{count}条。",
            f"围绕财政预决算、社会救助、义务教育等领域公开信息{count}条，较好满足了群众需求。",
            "及时公开机构职能、权责清单、财政预决算和惠民补贴发放结果，做到应公开尽公开。",
        )]  # fmt: skip
        documents = self.documents()
        if documents and rng.random() < 0.6:
            parts.append(documents)
        if rng.random() < 0.6:
            parts.append(self.pick(
                f"发布政策解读材料{rng.randint(2, 60)}篇，文件与解读同步审签、同步发布。",
                f"召开新闻发布会{rng.randint(2, 9)}场，回应群众关切。",
                f"受理群众网上留言{rng.randint(30, 900)}件，答复率100%。",
                f"办理人大代表建议{rng.randint(3, 40)}件、政协委员提案{rng.randint(3, 40)}件，办理结果依法公开。",
                "公开{last}年度财政决算、{Y}年度财政预算及“三公”经费信息，公开率100%。",
                f"发布权责清单、办事指南{rng.randint(20, 300)}项，同步公布政策咨询电话{rng.randint(3, 30)}个。",
                "做好自{last}年以来各类规划、重大项目信息的归集，按主题集中展示。",
            ))  # fmt: skip
        return "".join(parts)

    def documents(self) -> str:
        if self.edition == "prc-2021":
            issued, repealed, in_force = (
                self.n(f"disclosure.normative_documents.{name}") for name in ("issued", "repealed", "in_force")
            )
            if not issued and not in_force:
                return self.pick("本年度未制发行政规范性文件。", "全年没有制定行政规范性文件。")
            return self.pick(
                f"制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。",
                f"全年制定行政规范性文件{issued}件，现行有效的行政规范性文件共{in_force}件，均已公开。",
                f"本年制发行政规范性文件{issued}件。",
            )
        produced, disclosed, total = (
            self.n(f"disclosure.normative_documents.{name}") for name in ("produced", "disclosed", "disclosed_total")
        )
        if not produced:
            return ""
        return self.pick(
            f"新制作规范性文件{produced}件，新公开{disclosed}件，对外公开总数{total}件。",
            f"全年制作规范性文件{produced}件。",
        )

    def requested(self) -> str:
        """The year's requests, from receipt to result."""
        received, carried_in = self.r("received"), self.r("carried_in")
        handled, carried_out = self.r("handled_total"), self.r("carried_out")
        if not received and not carried_in:
            return self.pick(
                "{Y}年未收到政府信息公开申请。",
                "本年度没有收到公民、法人或其他组织提出的政府信息公开申请，无上年结转件。",
                "全年收到政府信息公开申请0件，办理0件。",
                "本年度{we}未收到依申请公开事项，无结转下年度办理的申请。",
            )
        closing = self.closing(carried_out)
        came = (
            self.pick(f"，上年结转{carried_in}件", f"，加上上年结转的{carried_in}件，共{received + carried_in}件")
            if carried_in
            else self.pick("", "，无上年结转件")
        )
        text = self.pick(
            f"{{Y}}年共收到政府信息公开申请{received}件{came}。本年度办结{handled}件，{closing}。",
            f"本年新收政府信息公开申请{received}件{came}，办结{handled}件，{closing}。",
            f"全年办理政府信息公开申请{received + carried_in}件（新收{received}件、上年结转{carried_in}件），答复{handled}件，{closing}。",
            f"{{whole}}共接收政府信息公开申请{received}件{came}；已答复{handled}件，{closing}。",
            f"严格规范答复程序，认真做好依申请公开工作。{{Y}}年收到政府信息公开申请{received}件{came}，已办结{handled}件，{closing}。",
            f"畅通网络、信函、当面等申请渠道，全年共收到政府信息公开申请{received}件{came}；办结{handled}件，{closing}。",
        )
        if self.rng.random() < 0.5:
            text += self.applicants(received)
        if self.rng.random() < 0.7 and handled:
            text += self.result_sentence(handled)
        if self.rng.random() < 0.3 and received:
            text += self.channels(received)
        if self.rng.random() < 0.3 and self.received_before:
            text += self.growth(received)
        if self.rng.random() < 0.5:
            text += self.aside(received, handled)
        return self.numerals(text)

    def aside(self, received: int, handled: int) -> str:
        """A figure of another scope, or of something else, that must not be held against the tables."""
        some = self.rng.randint(0, received)
        quarter = self.rng.randint(0, received)
        other = self.rng.randint(7, 900)
        return self.pick(
            f"其中涉及征地拆迁的{some}件，涉及工程建设的{received - some}件。" if received else "",
            f"第三季度新收{quarter}件，占全年新收申请的{percent(quarter, received)}%。" if received else "",
            f"全年接听群众咨询电话{other}次，接待来访群众{other // 3}人次。",
            f"办理12345政务服务便民热线工单{other}件，按时办结率99.2%。",
            f"收到群众来信{other}件，均已转交有关单位办理。",
            f"处理网上咨询{other}件，回复率100%。",
            f"答复文书全部经过合法性审核，其中{handled}件由{self.body.office}统一编号。" if handled else "",
            f"开展依申请公开业务指导{self.rng.randint(2, 30)}次，抽查答复文书{self.rng.randint(2, 40)}份，提出修改意见{self.rng.randint(2, 60)}条。",
        )

    def numerals(self, text: str) -> str:
        """Now and then the numbers as some offices write them: with separators, or small ones in Chinese."""
        way = self.rng.random()
        if way < 0.12:
            return re.sub(r"(?<![\d.])(\d{1,3})(\d{3})件", r"\1,\2件", text)
        if way < 0.2:
            return re.sub(r"(?<![\d.,])([1-9]|1\d)件", lambda match: chinese(int(match[1])) + "件", text)
        return text

    def closing(self, carried_out: int) -> str:
        if carried_out:
            return self.pick(
                f"结转下年度继续办理{carried_out}件",
                f"结转下年度{carried_out}件",
                f"其余{carried_out}件结转下年度继续办理",
            )
        return self.pick("无结转下年度件", "均在法定期限内答复", "按时办结率100%", "全部按期办结")

    def applicants(self, received: int) -> str:
        names = (
            ("自然人", "natural_person"), ("商业企业", "business"), ("科研机构", "research"),
            ("社会公益组织", "public_interest"), ("法律服务机构", "legal_service"), ("其他组织", "other_organization"),
        )  # fmt: skip
        shown = [(name, self.r("received", key)) for name, key in names]
        listed = "、".join(f"{name}{count}件" for name, count in shown if count)
        people = shown[0][1]
        return self.pick(
            f"从申请人看，新收申请中{listed}。",
            f"新收申请中，自然人提出{people}件，法人或其他组织提出{received - people}件。",
            f"其中自然人申请{people}件，占新收总数的{percent(people, received)}%。",
        ) if received else ""  # fmt: skip

    def result_sentence(self, handled: int) -> str:
        groups = self.results()
        filled = [(name, count) for name, count in groups if count]
        listed = "，".join(f"{name}{count}件" for name, count in filled)
        opened = groups[0][1] + groups[1][1]
        return self.pick(
            f"办理结果中，{listed}。",
            f"从办理结果看：{'；'.join(f'{name}{count}件，占{percent(count, handled)}%' for name, count in filled)}。",
            f"予以公开{groups[0][1]}件，部分公开{groups[1][1]}件，两项合计{opened}件，占办结总数的{percent(opened, handled)}%。",
            f"按结果分，{listed}，合计{handled}件。",
        )

    def channels(self, received: int) -> str:
        online = self.rng.randint(0, received)
        letters = received - online
        return self.pick(
            f"按渠道分，网络申请{online}件、信函申请{letters}件。",
            f"新收申请中通过网络提交的{online}件，通过信函提交的{letters}件。",
        )

    def growth(self, received: int) -> str:
        before = self.received_before
        rate = percent(abs(received - before), before)
        if received == before:
            return "与上年持平。"
        word, verb = ("增加", "增长") if received > before else ("减少", "下降")
        return self.pick(
            f"新收申请数量较上年的{before}件{word}{abs(received - before)}件，{verb}{rate}%。",
            f"新收申请数较{{last}}年（{before}件）{verb}{rate}%。",
        )

    def suits(self) -> str:
        """Reconsideration and litigation over disclosure."""
        review = self.n("review[total]")
        direct, after = self.n("suits.direct[total]"), self.n("suits.after_review[total]")
        if not review and not direct and not after:
            return self.pick(
                "本年度未发生因政府信息公开引起的行政复议和行政诉讼。",
                "没有因政府信息公开被申请行政复议、提起行政诉讼的情况。",
                "全年因政府信息公开被申请行政复议0件，被提起行政诉讼0件。",
            )
        detail = "、".join(
            f"{word}{self.n(f'review[{key}]')}件"
            for key, word in (("upheld", "维持"), ("corrected", "纠正"), ("other", "其他结果"), ("pending", "尚未审结"))
            if self.n(f"review[{key}]")
        )
        reconsidered = (
            self.pick(f"因政府信息公开被申请行政复议{review}件，其中{detail}", f"涉及政府信息公开的行政复议{review}件（{detail}）",
                      f"发生政府信息公开行政复议{review}件")
            if review
            else self.pick("未发生政府信息公开行政复议", "因政府信息公开被申请行政复议0件")
        )  # fmt: skip
        if review and not self.n("review[corrected]") and not self.n("review[other]") and not self.n("review[pending]"):
            reconsidered = self.pick(
                f"因政府信息公开被申请行政复议{review}件，均获维持", f"行政复议{review}件，结果均为维持", reconsidered
            )
        suits = (
            self.pick(
                f"被提起行政诉讼{direct + after}件",
                f"行政诉讼{direct + after}件，其中未经复议直接起诉{direct}件、复议后起诉{after}件",
            )
            if direct + after
            else self.pick("未发生政府信息公开行政诉讼", "被提起行政诉讼0件")
        )
        return f"{reconsidered}；{suits}。"

    def managed(self) -> str:
        return self.pick(
            "落实公文公开属性源头认定，拟不公开的须说明依据；发布前由拟稿科室、保密人员和分管负责同志依次审查。",
            "完善信息发布审核制度，严格执行先审后发，坚决防止失泄密；定期对已发布的文件核对效力，失效文件即时标注。",
            "一是明确信息制作、审核、发布各环节责任；二是建立公开目录动态调整机制，全年调整目录事项12项；三是做好文件归档，确保信息可查可溯。",
            "规范政府信息的制作、获取、保存和处理，公文办理时同步确定公开属性。",
            "对拟公开的信息，依法作出审查结论，涉及第三方合法权益的，书面征求意见并给予15个工作日的答复期限；做好法规规章和政策文件的目录维护。",
            "严格执行保密审查制度，全年审查拟公开信息1260条；对{last}年以前发布的历史信息开展清理，更正错误链接18处。",
        )

    def platform(self) -> str:
        return self.pick(
            "改版公开专栏，增加按主题、按年份检索的功能，设置查阅点2处，备有自助查询设备。",
            "以{site}为主阵地，政务新媒体为补充，全年政务微信公众号推送信息386条，阅读量15.8万次。",
            "加强政府网站和政务新媒体日常维护，常态化开展错敏信息排查，整改问题37个。",
            "依托{site}统一发布信息，在办事大厅设置公开查阅区，方便群众就近获取。",
            "优化网站首页页面布局，完善“政府信息公开指南”“政府信息公开年报”等栏目；网站（www.qingyuan.example）全年更新信息2106条，总访问量达1,286,530次。",
            "推进基层政务公开标准化规范化，更新26个试点领域目录；政务新媒体发布信息512条，其中原创318条。",
        )

    def supervised(self) -> str:
        text = self.pick(
            "{chief}听取专题汇报2次，举办业务培训3期，参训186人次。",
            "明确专人负责公开工作，定期开展自查，发现问题限期整改。",
            "组织业务培训2次，编发工作提示5期。",
            "印发《{Y}年政务公开工作要点任务分解表》，明确6个方面21项任务；{next}年1月对任务落实情况进行了总结评估。",
        )
        if not self.body.government and self.rng.random() < 0.4:
            return text
        return text + self.pick(
            "工作考核方面，政府信息公开纳入{units}年度综合考核，占4分；社会评议方面，邀请群众代表开展满意度评议，收集意见27条并逐条反馈；责任追究方面，本年度未发生应当追究责任的情形。",
            "将政府信息公开纳入年度考核，按季通报；主动接受社会评议，群众满意度为96.5%；全年没有因信息公开工作被责任追究的情况。",
            "考核结果作为{units}评先评优的参考。开展社会评议1次，未收到负面评价。{Y}年无责任追究情况。",
        )

    # -- problems, other -----------------------------------------------------------------------------------------

    PROBLEMS = (
        ("公开内容的针对性不够强，与群众期盼还有差距", "梳理群众咨询较多的事项，充实公开目录，提高内容质量"),
        ("政策解读形式较为单一，图表、视频解读偏少", "丰富解读形式，惠企惠民政策配发图解或短视频"),
        ("个别单位信息更新不及时", "每季度抽查一次发布情况，对迟发漏发的限期补齐"),
        ("工作人员多为兼职，业务能力有待提高", "加强业务培训，建立跟班学习制度，保持队伍相对稳定"),
        ("依申请公开答复文书不够规范", "印发答复文书示范文本，答复前进行合法性审核"),
        ("公开专栏分类较粗，检索不便", "细化专栏分类，增加关键词检索功能"),
    )

    def problems(self) -> list[str]:
        chosen = self.rng.sample(self.PROBLEMS, self.rng.choice((2, 3, 3)))
        listed = "；".join(f"{ORDINALS[at]}是{problem}" for at, (problem, _) in enumerate(chosen)) + "。"
        answers = "；".join(f"{ORDINALS[at]}是{answer}" for at, (_, answer) in enumerate(chosen)) + "。"
        style = self.rng.randrange(7)
        if style == 5:
            first, then = self.rng.choice((("存在问题", "改进措施"), ("存在的主要问题", "下一步改进措施")))
            return [
                f"（一）{first}",
                *(f"{at + 1}.{problem}。" for at, (problem, _) in enumerate(chosen)),
                f"（二）{then}",
                *(f"{at + 1}.{answer}。" for at, (_, answer) in enumerate(chosen)),
            ]
        if style == 6:
            count = chinese(len(chosen))
            return [
                self.pick("回顾{Y}年工作，", "总的看，{we}政府信息公开工作有了新进展，但")
                + f"还存在{count}方面的问题：{listed}",
                f"对此，{self.pick('{next}年将', '我们将')}从{count}个方面加以改进：{answers}",
            ]
        if style == 0:
            return [
                self.pick(
                    "{Y}年，{we}政府信息公开工作取得一定成效，但仍存在以下问题：",
                    "对照上级要求，工作中还存在一些不足：",
                )
                + listed,
                self.pick("下一步，{we}将采取以下措施加以改进：", "针对上述问题，{next}年重点做好以下工作：") + answers,
            ]
        if style == 1:
            return [
                "（一）存在的主要问题", listed,
                "（二）改进情况", self.pick("针对存在的问题，将从以下方面改进：", "下一步改进措施：") + answers,
            ]  # fmt: skip
        if style == 2:
            return [f"{ORDINALS[at]}是{problem}。下一步将{answer}。" for at, (problem, answer) in enumerate(chosen)]
        if style == 3:
            return [f"（{ORDINALS[at]}）{problem}。改进措施：{answer}。" for at, (problem, answer) in enumerate(chosen)]
        problems = "，".join(problem for problem, _ in chosen)
        return [
            f"工作中仍存在不足，主要是{problems}。下一步，我们将" + "，".join(answer for _, answer in chosen) + "。"
        ]

    def fee(self) -> str:
        if self.edition == "prc-2007" or self.year < 2021:
            return self.pick(
                "没有其他需要报告的事项。", "本年度无其他需要报告的事项。", "无收费情况，也没有其他需要报告的事项。"
            )
        count = self.r("other.unpaid")
        if count > 0:
            return self.pick(
                f"本年度依法发出信息处理费收费通知{count}件，总金额{count * 1200}元，申请人均逾期未缴纳，实际收取0元。",
                f"{{Y}}年按规定发出收费通知{count}件，申请人均未按期缴纳，未收取信息处理费。",
            )
        return self.pick(
            "本年度未收取信息处理费。",
            "{Y}年未发出信息处理费收费通知，收取信息处理费0元。",
            "本年度发出收费通知0件，总金额0元，实际收取0元。无其他需要报告的事项。",
            "按照《政府信息公开信息处理费管理办法》，本年度没有产生信息处理费。没有其他需要报告的事项。",
            "依申请提供政府信息没有收取任何费用。",
            "根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），{Y}年度收取信息处理费0元。",
            "（一）{Y}年度没有收取信息处理费。（二）人大代表建议、政协提案办理结果公开率100%。",
            "本年度依申请公开信息处理费收取情况：发出收费通知的件数为0，总金额为0元，实际收取的总金额为0元。",
            "{Y}年未收取政府信息公开信息处理费。此外，{we}着力推进政务公开专区建设，建成专区3个，接待群众1250人次。",
        )

    # -- the 2007 Regulation -------------------------------------------------------------------------------------

    def a(self, key: str) -> int:
        return self.n(f"annex.{key}")

    def old_disclosed(self) -> list[str]:
        total, documents = self.a("disclosed"), self.a("normative_documents.disclosed")
        kinds = (
            ("政府公报", "gazette"),
            ("政府网站", "website"),
            ("政务微博", "weibo"),
            ("政务微信", "wechat"),
            ("其他方式", "other"),
        )
        listed = "、".join(f"{name}公开{self.a(f'channels.{key}')}条" for name, key in kinds)
        return [
            self.pick(
                f"{{Y}}年，{{whole}}共主动公开政府信息{total}条，其中规范性文件{documents}条。",
                f"全年主动公开政府信息{total}条。",
            )
            + self.pick(f"按渠道分，{listed}。", "公开渠道以政府网站为主，同时利用公示栏、查阅点等方式。"),
            self.pick(
                "公开内容包括机构职能、政策文件、财政资金、民生实事等。", "重点公开了预决算、征地补偿、社会救助等信息。"
            ),
        ]

    def old_requested(self) -> list[str]:
        total = self.a("requests.received.total")
        if not total:
            return [
                self.pick("{Y}年未收到政府信息公开申请。", "本年度没有收到政府信息公开申请，也没有不予公开的情形。")
            ]
        names = (("当面申请", "in_person"), ("传真申请", "fax"), ("网络申请", "online"), ("信函申请", "letter"))
        listed = "、".join(f"{name}{self.a(f'requests.received.{key}')}件" for name, key in names)
        answers = (
            ("属于已主动公开范围", "already_public"), ("同意公开", "agreed"), ("同意部分公开", "partly_agreed"),
            ("不同意公开", "refused.total"), ("不属于本行政机关公开", "not_ours"), ("申请信息不存在", "not_existing"),
            ("告知作出更改补充", "to_supplement"), ("告知通过其他途径办理", "other_channel"),
        )  # fmt: skip
        replies = "，".join(f"{name}{self.a(f'replies.{key}')}件" for name, key in answers)
        return [
            self.pick(f"全年收到政府信息公开申请{total}件，其中{listed}。", f"{{Y}}年共受理政府信息公开申请{total}件。")
            + self.pick(f"办结{total}件，", f"全部按规定办结，答复{total}件，", "均已答复，")
            + self.pick(f"其中{replies}。", "没有逾期答复的情况。")
        ]

    def old_fees(self) -> list[str]:
        return [
            self.pick("{Y}年未向申请人收取费用，也没有减免情况。", "本年度政府信息公开没有收费，不存在费用减免问题。")
        ]

    def old_suits(self) -> list[str]:
        review, suits = self.a("review.total"), self.a("suits.total")
        if not review and not suits:
            return [
                self.pick(
                    "本年度未发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
                    "{Y}年没有因政府信息公开引起的行政复议和行政诉讼。",
                )
            ]
        return [
            self.pick(
                f"{{Y}}年因政府信息公开申请行政复议{review}件，提起行政诉讼{suits}件。",
                f"全年发生行政复议{review}件、行政诉讼{suits}件，均依法应对。",
            )
        ]


def chinese(number: int) -> str:
    """A number below a hundred as it is said before a measure word."""
    if number == 2:
        return "两"
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else "零一二三四五六七八九"[tens] + "十") + (
        "零一二三四五六七八九"[ones] if ones or not tens else ""
    )


def percent(part: int, whole: int) -> str:
    """A share to one decimal, as reports print it."""
    return f"{100 * part / whole:.1f}".removesuffix(".0") if whole else "0"
