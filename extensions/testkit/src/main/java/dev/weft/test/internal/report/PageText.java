package dev.weft.test.internal.report;

/**
 * The text of the page. It asks for nothing from a network, is complete without its script, and says nothing by colour
 * alone.
 */
final class PageText {
    private static final int MOST_LANES = 24;
    private static final int MOST_EVENTS = 2_000;

    private final FailureReport report;
    private final String test;
    private final Html html = new Html();

    private PageText(FailureReport report) {
        this.report = report;
        this.test = report.testClass() + "." + report.method();
    }

    static String of(FailureReport report) {
        return new PageText(report).write();
    }

    private String write() {
        html.raw(PageFrame.HEAD).element("title", test + ": " + report.title());
        html.raw(PageFrame.STYLE).raw("</head>\n<body>\n<main>\n").element("h1", test);
        html.element("p class=\"failure\"", report.title());
        html.element("p", report.summary() + (report.strategy().isEmpty() ? "" : "; found by " + report.strategy()));
        report.hints().forEach(hint -> html.element("p class=\"hint\"", hint));
        addSteps();
        addReplay();
        addText("Tasks at the failure", report.tree());
        addText("Stack trace", report.stackTrace());
        return html.raw("</main>\n")
                .raw(PageFrame.SCRIPT)
                .raw("</body>\n</html>\n")
                .toString();
    }

    private void addReplay() {
        if (report.replay().isEmpty()) {
            return;
        }
        html.raw("<h2>Replay</h2>\n<p>On the test method, until the bug is fixed:</p>\n");
        html.element("pre class=\"box\" tabindex=\"0\"", report.annotation());
        html.raw("<p>Or as an option of the JVM that runs the tests:</p>\n");
        html.element(
                "pre class=\"box\" tabindex=\"0\"", report.property(report.testClass() + "#" + report.method() + ":"));
        html.raw("<p>The schedule alone:</p>\n");
        html.element("pre class=\"box\" id=\"replay\" tabindex=\"0\"", report.replay());
    }

    private void addSteps() {
        LaneTable table = LaneTable.of(report.events(), report.headline(), MOST_LANES, MOST_EVENTS);
        if (table.rows().isEmpty()) {
            return;
        }
        html.raw(
                "<h2 id=\"steps\">Steps</h2>\n<p>A column for each task, a row for each step, the failure at the end.</p>\n");
        html.raw("<div class=\"wide\" role=\"region\" aria-labelledby=\"steps\" tabindex=\"0\">\n<table>\n<thead><tr>");
        html.raw("<th scope=\"col\">step</th><th scope=\"col\">time</th>");
        table.heads().forEach(head -> html.element("th scope=\"col\" class=\"lane\"", head));
        html.raw("<th scope=\"col\">first in, first out</th></tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> addRow(row, table.heads().size()));
        html.raw("</tbody>\n</table>\n</div>\n");
    }

    private void addRow(LaneTable.Row row, int lanes) {
        if (row.elided() > 0) {
            html.raw("<tr class=\"elided\">");
            html.element("td colspan=\"" + (lanes + 3) + "\"", "… " + Text.count(row.elided(), "step") + " …");
            html.raw("</tr>\n");
            return;
        }
        String deviation = row.deviation();
        html.raw(row.failed() ? "<tr class=\"failed\">" : deviation != null ? "<tr class=\"deviation\">" : "<tr>");
        html.element(row.step().isEmpty() ? "td" : "th scope=\"row\"", row.step());
        html.element("td class=\"time\"", row.time());
        row.cells().forEach(cell -> html.element("td", cell));
        html.element("td", deviation == null ? "" : deviation.isEmpty() ? "◄ deviation" : "◄ deviation: " + deviation);
        html.raw("</tr>\n");
    }

    private void addText(String title, String text) {
        if (!text.isEmpty()) {
            html.element("h2", title).element("pre tabindex=\"0\"", text);
        }
    }
}
