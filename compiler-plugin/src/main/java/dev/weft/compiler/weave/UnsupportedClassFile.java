package dev.weft.compiler.weave;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ScannedClass;

/** WEFT010: a class file that this weaver must not change. */
final class UnsupportedClassFile {

    /** JVMS 4.1: a class file of Java n has the major version n + 44. */
    private static final int MAJOR_OF_JAVA_0 = 44;

    private UnsupportedClassFile() {}

    static Finding version(String file, int version) {
        var className = ClassFilePath.className(file).replace('/', '.');
        return finding(
                className,
                "the class file has version " + version + " (Java " + (version - MAJOR_OF_JAVA_0) + ")",
                "compile it for Java " + (RuntimeAbi.OLDEST_CLASS_FILE - MAJOR_OF_JAVA_0) + " to "
                        + (RuntimeAbi.NEWEST_CLASS_FILE - MAJOR_OF_JAVA_0));
    }

    static Finding wovenBy(ScannedClass scanned) {
        return finding(
                scanned.node().name.replace('/', '.'),
                "the class was woven for version " + scanned.wovenBy()
                        + " of the woven ABI; this weaver writes version " + RuntimeAbi.VERSION,
                "compile it again, or use the weaver it was woven with");
    }

    private static Finding finding(String className, String message, String remedy) {
        return new Finding(FindingCode.WEFT010, Severity.ERROR, className, 0, className, "", message, remedy);
    }
}
