package dev.weft.benchmarks.report;

/** The figures on the page for users. */
final class Page {
    private static final String BEGIN = "<!-- figures: written by benchmarks/report -->\n";
    private static final String END = "<!-- end of figures -->\n";

    private Page() {}

    /** The tables: one for each release of Java, then what a sleeping task weighs. */
    static String figures(Results results) {
        var text = new StringBuilder();
        for (var run : results.runs()) {
            text.append(new UseTable(run).markdown())
                    .append("\n")
                    .append(Prose.wrapped(run.jdk() + ", " + run.day() + "; " + String.join(", or ", run.how()) + "."))
                    .append("\n\n");
        }
        results.processes()
                .flatMap(processes -> new Sleepers(processes).markdown())
                .ifPresent(table -> text.append(table).append('\n'));
        return text.toString();
    }

    /**
     * The page with other figures between its marks.
     *
     * @throws IllegalArgumentException it lacks them
     */
    static String replaced(String page, String figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page lacks the marks " + BEGIN + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + figures + page.substring(end);
    }
}
