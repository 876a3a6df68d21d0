package dev.weft.compiler.check;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.SourceFiles;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;

/** The registry of rules, in the order of their codes. */
public final class Rules {

    private final SourceFiles sources;
    private final ClassHierarchy hierarchy;
    private final FindingPolicy policy;
    private final List<Rule> all;

    public Rules(SourceFiles sources, ClassHierarchy hierarchy, FindingPolicy policy) {
        this.sources = sources;
        this.hierarchy = hierarchy;
        this.policy = policy;
        var blocking = new BlockingMethods(policy.blocking(), hierarchy);
        all = List.of(
                new AwaitOutsideAsync(),
                new UnsupportedReturnType(),
                new AwaitWithMonitor(),
                new UnsuitableAsyncMethod(),
                new AwaitBeforeConstructorCall(),
                new DroppedCoroutine(),
                new CoroutineAsValue(),
                new BlockingCall(blocking),
                new BlockingReference(blocking),
                new SwallowedCancellation(),
                new UnawaitedReturn(),
                new ReturnFromPlainTry(),
                new EmitOutsideStream(),
                new StreamOutsideLoop(),
                new ImpossibleItem(hierarchy),
                new UnclosedResource(),
                new EmitInGroup(),
                new AwaitWithLock(hierarchy),
                new OverriddenClose(hierarchy),
                new TestNeverRuns(hierarchy),
                new HandlerNeverRuns(policy.handlers(), hierarchy),
                new TransactionTooShort(hierarchy));
    }

    /** Returns the findings of a class that the policy and {@code @Allow} let pass. */
    public List<Finding> check(ScannedClass scanned) {
        var reporter = new Reporter(scanned.node(), sources, policy, new AllowAnnotations(scanned.node(), hierarchy));
        all.forEach(rule -> rule.check(scanned, reporter));
        return reporter.findings();
    }
}
