package dev.weft.compiler.weave;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.EntryAnnotations;
import dev.weft.compiler.verify.CompiledCode;
import java.util.Optional;

/**
 * Tells a class file that is damaged, so that no JVM would take it, from a defect of Weft. It can be parsed, but weaving it
 * has failed.
 */
final class DamagedClassFile {

    private DamagedClassFile() {}

    /**
     * Returns what to tell users; empty if the file is sound.
     *
     * @param bytes the file as it lies there: what was read of it may be woven by half
     */
    static Optional<Finding> of(String file, byte[] bytes, ClassHierarchy hierarchy) {
        var scanned = ClassScanner.scan(bytes, EntryAnnotations.ITSELF);
        return Optional.ofNullable(ClassScanner.problemOf(scanned))
                .or(() -> Optional.ofNullable(CompiledCode.problemIn(scanned.node(), hierarchy)))
                .map(problem -> UnsupportedClassFile.damaged(scanned, file, problem));
    }
}
