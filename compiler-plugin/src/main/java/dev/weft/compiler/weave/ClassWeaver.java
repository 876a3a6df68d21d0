package dev.weft.compiler.weave;

import dev.weft.compiler.check.Rules;
import dev.weft.compiler.emit.ClassEmitter;
import dev.weft.compiler.emit.WovenClass;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.SourceFiles;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.hierarchy.CyclicHierarchyException;
import dev.weft.compiler.normalise.AwaitAsyncClose;
import dev.weft.compiler.normalise.AwaitReturnsInTry;
import dev.weft.compiler.normalise.CloseStreamsAtLoopExits;
import dev.weft.compiler.normalise.Normaliser;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.ScannedClass;
import dev.weft.compiler.split.DirectCalls;
import dev.weft.compiler.split.FuseCalls;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.Splitter;
import dev.weft.compiler.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;

/** Weaves one class: the stages in their order, each taking what the one before returned. */
public final class ClassWeaver {

    private final SourceFiles sources;
    private final ClassHierarchy hierarchy;
    private final Rules rules;
    private final boolean verify;

    public ClassWeaver(SourceFiles sources, ClassHierarchy hierarchy, FindingPolicy policy, boolean verify) {
        this.sources = sources;
        this.hierarchy = hierarchy;
        rules = new Rules(sources, hierarchy, policy);
        this.verify = verify;
    }

    /** Reads a class file, as far as it has to do with Weft. */
    ClassScanner.Result read(byte[] bytes) {
        return ClosingLambdas.in(ClassScanner.read(bytes, hierarchy.entryAnnotations()::contains), hierarchy);
    }

    /**
     * Returns what the rules find.
     *
     * @throws CyclicHierarchyException if the class is its own supertype
     */
    List<Finding> check(ScannedClass scanned) {
        hierarchy.requireAcyclic(scanned.node().name);
        AwaitReturnsInTry.in(scanned);
        CloseStreamsAtLoopExits.in(scanned);
        scanned.asyncMethods().forEach(method -> AwaitAsyncClose.in(method, hierarchy)); // then rules see it, too
        return rules.check(scanned);
    }

    /** Returns what is wrong with a class file on which {@link #check} or {@link #weave} has failed; empty if it is sound. */
    Optional<Finding> checkFile(String file, byte[] bytes) {
        return DamagedClassFile.of(file, bytes, hierarchy);
    }

    /** Returns what is wrong with the runtime that the classes will meet, this one first. */
    Optional<Finding> checkRuntime(ScannedClass scanned) {
        return RuntimeOnClassPath.check(hierarchy, scanned.node().name.replace('/', '.'));
    }

    /**
     * Returns the names of the frame classes that weaving will make, one for each async method.
     *
     * @param isTaken whether a class of that internal name exists already
     */
    List<String> frameClasses(ScannedClass scanned, Predicate<String> isTaken) {
        var names = new FrameClassNames(scanned.node().name, isTaken);
        return scanned.asyncMethods().stream()
                .map(method -> names.next(method.node().name))
                .toList();
    }

    /**
     * Weaves a class. Several threads may do so at once, each with a class of its own.
     *
     * @param scanned a class without findings of level error, with at least one async method
     * @param direct the methods that it may enter directly
     * @throws OversizedClassException if the result does not fit into a class file
     */
    WovenClass weave(ScannedClass scanned, List<String> frameClasses, DirectCalls direct) {
        var plans = plans(scanned, frameClasses, direct);
        if (hierarchy.mayBeSubtype(scanned.node().name, "java/io/Serializable")) {
            SerialVersion.declare(scanned.node());
        }
        var woven = emit(scanned, plans);
        if (verify) {
            Verifier.verify(woven, hierarchy);
        }
        return woven;
    }

    /** Returns one plan for each async method: the result of all stages but the last two. */
    List<MethodPlan> plans(ScannedClass scanned, List<String> frameClasses, DirectCalls direct) {
        var plans = new ArrayList<MethodPlan>();
        for (var method : scanned.asyncMethods()) {
            plans.add(plan(method, frameClasses.get(plans.size())));
        }
        return FuseCalls.in(plans, direct);
    }

    private WovenClass emit(ScannedClass scanned, List<MethodPlan> plans) {
        try {
            return ClassEmitter.emit(scanned, plans);
        } catch (MethodTooLargeException e) {
            throw OversizedClassException.of(e, scanned, plans, sources);
        } catch (ClassTooLargeException e) {
            throw OversizedClassException.of(e, scanned, sources);
        }
    }

    private static MethodPlan plan(AsyncMethod method, String frameClass) {
        return Splitter.split(Normaliser.normalise(method), frameClass);
    }
}
