package dev.weft.compiler;

import dev.weft.compiler.finding.Finding;
import java.util.List;

/**
 * The result of a run of the weaver.
 *
 * @param findings in the order of the class files
 * @param classesScanned all class files that were looked at
 * @param classesWoven the classes that were woven in this run
 * @param methodsWoven the async methods in them
 * @param filesWritten class files written, frame classes included, or 0 for a dry run
 * @param rejected whether a finding kept everything as it was
 * @since 0.1
 */
public record WeaveReport(
        List<Finding> findings,
        int classesScanned,
        int classesWoven,
        int methodsWoven,
        int filesWritten,
        boolean rejected) {}
