"""Makes the pictures of the README from the program's real output: `python docs/pictures/make.py`.

terminal.png and page.png need Chromium, word.png needs LibreOffice with its window, Xvfb and ImageMagick. What is not
there is said and its picture left as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DRAFT = Path("examples") / "faulty-2024.md"


def terminal() -> None:
    """The output of `check` on the faulty example, coloured, as a terminal shows it."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    rules = "PER002,REQ002,TXT001,SIG004"
    command = [sys.executable, "-m", "disclosurelint", "check", str(DRAFT), "--color", "always", "--select", rules]
    environment = {"COLUMNS": "110", "PATH": "", "LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"}
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment).stdout
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=160, file=nowhere, force_terminal=True)
        console.print(Text("$ disclosurelint check examples/faulty-2024.md", style="bold"))
        console.print(Text.from_ansi(shown))
    frame = (
        "<!DOCTYPE html><meta charset=utf-8><style>body{{margin:0;background:#1e1e1e;color:#ddd}}"
        "pre{{font:15px/1.5 'Noto Sans Mono CJK SC',monospace;padding:16px 20px;margin:0}}</style><pre>{code}</pre>"
    )
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "terminal.html"
        target.write_text(console.export_html(theme=MONOKAI, code_format=frame, inline_styles=True), "utf-8")
        photograph(target, HERE / "terminal.png", (1210, 730), name)


def photograph(page: Path, picture: Path, size: tuple[int, int], folder: str) -> None:
    """A screenshot of a page by Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print(f"{picture.name}: Chromium is not there")
        return
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
    flags += [
        "--disable-background-networking",
        f"--user-data-dir={folder}/profile",
        f"--window-size={size[0]},{size[1]}",
    ]
    quiet = subprocess.DEVNULL
    subprocess.run([browser, *flags, f"--screenshot={picture}", page.as_uri()], check=True, stdout=quiet, stderr=quiet)


def word() -> None:
    """The Word copy with comments, in the window of LibreOffice."""
    if not all(shutil.which(name) for name in ("soffice", "Xvfb", "import")):
        print("word.png: LibreOffice with its window, Xvfb or ImageMagick is not there")
        return
    sys.path.insert(0, str(ROOT / "tests"))
    from docx import Document
    from drafts import make, render

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft = folder / "年报.docx"
        draft.write_bytes(render(make(5, "prc-2021", kind="county", size="small"), "word").data)
        document = Document(str(draft))
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("答复2件", "答复5件")
                if "统计" in paragraph.text:
                    run.text = run.text.replace("年1月1日", "年2月1日", 1)
        document.save(str(draft))
        command = [sys.executable, "-m", "disclosurelint", "check", str(draft), "--format", "docx", "-o"]
        subprocess.run([*command, str(folder / "年报（批注）.docx")], check=False)
        window(folder, folder / "年报（批注）.docx", HERE / "word.png")


def window(folder: Path, document: Path, picture: Path) -> None:
    """A screenshot of LibreOffice with a document open, on a screen of its own."""
    screen = {**os.environ, "DISPLAY": ":77"}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(["Xvfb", ":77", "-screen", "0", "1500x1000x24"], stdout=quiet, stderr=quiet)
    try:
        time.sleep(2)
        command = [
            "soffice",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation={folder.as_uri()}/profile",
            str(document),
        ]
        office = subprocess.Popen(command, env=screen, stdout=quiet, stderr=quiet)
        time.sleep(40)
        subprocess.run(["import", "-window", "root", "-trim", str(picture)], env=screen, check=True)
        office.terminate()
    finally:
        server.terminate()


def page() -> None:
    """The page of `--format html`."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "page.html"
        command = [sys.executable, "-m", "disclosurelint", "check", str(DRAFT), "--format", "html", "-o", str(target)]
        subprocess.run(command, cwd=ROOT, check=False)
        photograph(target, HERE / "page.png", (1280, 860), name)


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["terminal", "word", "page"]
    for make in (terminal, word, page):
        if make.__name__ in wanted:
            make()
