package dev.weft.compiler.analyse;

import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;

/**
 * A body, its basic blocks, and its await sites in the order of the code.
 *
 * <p>True only for the body as it was when it was analysed: a rewrite makes it stale.
 */
public record AnalysedMethod(AsyncMethod method, MethodNode body, ControlFlow flow, List<AwaitSite> sites) {

    public static AnalysedMethod analyse(AsyncMethod method, MethodNode body) {
        var flow = ControlFlow.of(body);
        var calls = AwaitCalls.in(body);
        if (calls.isEmpty()) {
            return new AnalysedMethod(method, body, flow, List.of());
        }
        var collector = new SiteCollector(body, flow, calls);
        new TypeFlow(method.owner().name, body).walk(collector);
        return new AnalysedMethod(method, body, flow, collector.sites());
    }
}
