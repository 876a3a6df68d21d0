package dev.weft.test.internal.report;

/** What is the same in all pages: the head, the style for light and dark, and the script, which lights up a lane. */
final class PageFrame {
    static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy"
                content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            """;

    static final String STYLE = """
            <style>
            :root { --text: #1b1d21; --back: #ffffff; --soft: #f2f4f7; --line: #8a919c; --faint: #545b66;
                --bad: #8f1010; --bad-back: #ffe3e0; --dev-back: #fff0c2; --lit: #dcebff; }
            @media (prefers-color-scheme: dark) {
                :root { --text: #e8eaed; --back: #15171b; --soft: #22262c; --line: #767e8a; --faint: #a9b1bd;
                    --bad: #ffb3ab; --bad-back: #4d1613; --dev-back: #453600; --lit: #1d3557; } }
            body { margin: 2rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
            h2 { margin-top: 2rem; font-size: 1.15rem; }
            .failure { color: var(--bad); font-size: 1.15rem; font-weight: 600; overflow-wrap: anywhere; }
            pre, td { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .875rem; }
            pre { padding: .75rem; background: var(--soft); overflow-x: auto; line-height: 1.35; }
            pre.box { border: 1px solid var(--line); user-select: all; -webkit-user-select: all; white-space: pre-wrap;
                overflow-wrap: anywhere; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; }
            th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--soft); text-align: left; vertical-align: top; }
            td { max-width: 32rem; overflow-wrap: break-word; }
            thead th { border-bottom: 1px solid var(--line); }
            tbody th { color: var(--faint); font-weight: normal; text-align: right; }
            .time { color: var(--faint); white-space: nowrap; text-align: right; }
            .elided td { color: var(--faint); text-align: center; }
            .lit { background: var(--lit); }
            .deviation > * { background: var(--dev-back); color: var(--text); }
            .deviation > td { font-weight: 600; }
            .failed > * { background: var(--bad-back); color: var(--bad); font-weight: 600; }
            button { all: unset; cursor: pointer; text-decoration: underline dotted; }
            :focus-visible, button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
            </style>
            """;

    static final String SCRIPT = """
            <script>
            document.querySelectorAll("th.lane").forEach(function (head) {
                var button = document.createElement("button");
                button.textContent = head.textContent;
                button.setAttribute("aria-pressed", "false");
                button.title = "light up this lane";
                head.replaceChildren(button);
                button.addEventListener("click", function () {
                    var lit = button.getAttribute("aria-pressed") !== "true";
                    button.setAttribute("aria-pressed", String(lit));
                    head.closest("table").querySelectorAll("tr:not(.elided)").forEach(function (row) {
                        row.cells[head.cellIndex].classList.toggle("lit", lit);
                    });
                });
            });
            </script>
            """;

    private PageFrame() {}
}
