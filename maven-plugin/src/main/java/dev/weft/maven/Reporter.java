package dev.weft.maven;

import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.Severity;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Writes to Maven's log what the weaver has done and found, and fails the build if it has rejected the module. */
final class Reporter {

    private final Log log;

    Reporter(Log log) {
        this.log = log;
    }

    void report(WeaveReport report) throws MojoFailureException {
        report.findings().forEach(this::log);
        if (report.rejected()) {
            throw new MojoFailureException("Weft found " + counted(report) + "; no class file was changed");
        }
        if (report.methodsWoven() > 0) {
            log.info("Wove " + count(report.methodsWoven(), "async method", "async methods") + " of "
                    + count(report.classesWoven(), "class", "classes"));
        } else {
            log.debug("Nothing to weave in " + count(report.classesScanned(), "class file", "class files"));
        }
    }

    private void log(Finding finding) {
        if (finding.level() == Severity.ERROR) {
            log.error(finding.toString());
        } else {
            log.warn(finding.toString());
        }
    }

    private static String counted(WeaveReport report) {
        long errors = report.findings().stream()
                .filter(finding -> finding.level() == Severity.ERROR)
                .count();
        long warnings = report.findings().size() - errors;
        if (warnings == 0) {
            return count(errors, "error", "errors");
        }
        if (errors == 0) {
            return count(warnings, "warning", "warnings") + ", and warnings fail this build";
        }
        return count(errors, "error", "errors") + " and " + count(warnings, "warning", "warnings");
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
