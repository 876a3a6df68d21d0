package dev.weft.compiler.weave;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.hierarchy.CyclicHierarchyException;
import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ScannedClass;

/** WEFT010: a class file that this weaver must not change. */
final class UnsupportedClassFile {

    private static final int NEWEST_JAVA = RuntimeAbi.NEWEST_CLASS_FILE - RuntimeAbi.MAJOR_OF_JAVA_0;

    private UnsupportedClassFile() {}

    static Finding version(String file, int version) {
        var className = ClassFilePath.className(file).replace('/', '.');
        int java = version - RuntimeAbi.MAJOR_OF_JAVA_0;
        if (version == RuntimeAbi.NEWEST_CLASS_FILE) {
            return finding(
                    className,
                    "the class file uses preview features of Java " + java + ", which this Weft does not know",
                    "use a newer Weft, or compile without --enable-preview");
        }
        return version > RuntimeAbi.NEWEST_CLASS_FILE
                ? finding(
                        className,
                        "the class file has version " + version + " (Java " + java + "); this Weft knows Java up to "
                                + NEWEST_JAVA,
                        "use a newer Weft, or compile with --release " + NEWEST_JAVA + " or less")
                : finding(
                        className,
                        "the class file has version " + version + " (Java " + java + ")",
                        "compile it for Java " + (RuntimeAbi.OLDEST_CLASS_FILE - RuntimeAbi.MAJOR_OF_JAVA_0) + " to "
                                + NEWEST_JAVA);
    }

    /** Classes of different moments, which extend one another. */
    static Finding cyclic(ScannedClass scanned, CyclicHierarchyException cycle) {
        return finding(
                scanned.node().name.replace('/', '.'),
                "its class files are of different moments: " + cycle.getMessage(),
                "compile all of them again, together");
    }

    /** A run was cut off, and the class as its compiler wrote it is not there any more. */
    static Finding frameDamaged(ScannedClass scanned, String frameFile) {
        return finding(
                scanned.node().name.replace('/', '.'),
                "the class was woven, and its frame class " + frameFile + " is no valid class file",
                "compile the class again");
    }

    /** What the JVM would say, too. */
    static Finding damaged(ScannedClass scanned, String file, String problem) {
        return finding(
                scanned.node().name.replace('/', '.'),
                "the class file " + file + " is damaged: " + problem,
                "compile the class again; if the JVM loads it as it is, that is a defect of Weft: please report it");
    }

    static Finding wovenBy(ScannedClass scanned) {
        return finding(
                scanned.node().name.replace('/', '.'),
                "the class was woven for version " + scanned.wovenBy()
                        + " of the woven ABI; this weaver writes version " + RuntimeAbi.VERSION,
                "compile it again, or use the weaver it was woven with");
    }

    static Finding runtime(String className, int version, int additions) {
        return finding(
                className,
                "the runtime on the class path has version " + shown(version, additions)
                        + " of the woven ABI; this weaver writes version "
                        + shown(RuntimeAbi.VERSION, RuntimeAbi.ADDITIONS),
                "use a weaver and a runtime of the same version of Weft");
    }

    private static String shown(int version, int additions) {
        return version + "." + additions;
    }

    private static Finding finding(String className, String message, String remedy) {
        return new Finding(FindingCode.WEFT010, Severity.ERROR, className, 0, className, "", message, remedy);
    }
}
