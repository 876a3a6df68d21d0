package dev.weft.test.internal.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The page that shows a failure in a browser: a single file, {@code CLASS.METHOD.html}, in the folder that the system
 * property {@code weft.report.dir} names, or else in {@code target/weft}.
 */
public final class Page {
    private static final String PROPERTY = "weft.report.dir";
    private static final String FOLDER = "target/weft";
    private static final int LONGEST_REASON = 300;

    private Page() {}

    /**
     * Writes the page of a failure, in place of an older one. Never throws, since the failure itself counts.
     *
     * @param report the failure
     * @return the path of the page, or, if it cannot be written, a sentence that says why
     */
    public static String write(FailureReport report) {
        try {
            Path folder = Path.of(System.getProperty(PROPERTY, FOLDER));
            String name = PageFile.name(report.testClass(), report.method());
            PageFile.write(folder, name, PageText.of(report));
            return folder.resolve(name).toString();
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
            return "not written: " + Text.firstLine(failed.toString(), LONGEST_REASON);
        }
    }
}
