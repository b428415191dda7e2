"""Makes the pictures of the README from the program's real output: `python docs/pictures/make.py`.

terminal.png and page.png need Chromium, word.png needs LibreOffice and pdftoppm. What is not there is said and its
picture left as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
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
    """A page of the Word copy with comments, as LibreOffice prints it."""
    from docx import Document

    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        print("word.png: LibreOffice or pdftoppm is not there")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft = folder / "draft.docx"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "disclosurelint",
                "new",
                "--year",
                "2024",
                "--body",
                "清沅县栖梧镇人民政府",
                "-o",
                str(draft),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        document = Document(str(draft))
        document.paragraphs[1].text = document.paragraphs[1].text.replace(
            "自2024年1月1日起至2024年12月31日止", "自2023年1月1日起至2023年12月31日止"
        )
        document.save(str(draft))
        subprocess.run(
            [
                sys.executable,
                "-m",
                "disclosurelint",
                "check",
                str(draft),
                "--format",
                "docx",
                "-o",
                str(folder / "commented.docx"),
            ],
            check=False,
        )
        options = 'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"}}'
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation={folder.as_uri()}/profile",
                "--convert-to",
                options,
                "--outdir",
                name,
                str(folder / "commented.docx"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        subprocess.run(
            [
                "pdftoppm",
                "-r",
                "80",
                "-png",
                "-f",
                "1",
                "-l",
                "1",
                "-singlefile",
                str(folder / "commented.pdf"),
                str(HERE / "word"),
            ],
            check=True,
        )


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
