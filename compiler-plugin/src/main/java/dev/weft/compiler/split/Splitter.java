package dev.weft.compiler.split;

import dev.weft.compiler.analyse.AnalysedMethod;
import dev.weft.compiler.analyse.AwaitSite;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Cuts a normalised body at its awaits: plans which values each suspension saves, in which fields, and which fields it
 * must clear.
 */
public final class Splitter {

    private final AnalysedMethod analysed;
    private final AsyncMethod method;
    private final boolean staticEntries;
    private final FrameLayout layout = new FrameLayout();
    /** Most awaits save what another does. One list for them is compared at once. */
    private final Map<List<Spill>, List<Spill>> savedLocals = new HashMap<>();

    private Splitter(AnalysedMethod analysed) {
        this.analysed = analysed;
        this.method = analysed.method();
        this.staticEntries = method.isStatic() || overwritesReceiver(analysed.body());
    }

    public static MethodPlan split(AnalysedMethod analysed, String frameClass) {
        return new Splitter(analysed).plan(frameClass);
    }

    /** Whether {@code this} is a variable as any other. No compiler of Java writes such a body. */
    static boolean overwritesReceiver(MethodNode body) {
        for (var instruction : body.instructions) {
            if (instruction instanceof VarInsnNode store
                    && store.var == 0
                    && store.getOpcode() >= Opcodes.ISTORE
                    && store.getOpcode() <= Opcodes.ASTORE) {
                return true;
            }
        }
        return false;
    }

    private MethodPlan plan(String frameClass) {
        var parameters = parameters();
        var drafts = new ArrayList<SuspensionPoint>(analysed.sites().size());
        for (var site : analysed.sites()) {
            drafts.add(draft(drafts.size() + 1, site));
        }
        var fields = layout.all();
        var points = drafts.isEmpty() ? drafts : withChangedLocals(withStaleFields(drafts, fields, parameters));
        return new MethodPlan(
                method,
                analysed.body(),
                analysed.flow(),
                frameClass,
                staticEntries,
                fields,
                parameters,
                List.copyOf(points),
                SlotLayout.of(analysed.body(), method.parameterSlots()),
                Fusion.NONE);
    }

    private List<Spill> parameters() {
        var parameters = new ArrayList<Spill>();
        int slot = 0;
        if (!method.isStatic()) {
            if (staticEntries) {
                var receiver = VerificationType.reference(method.owner().name);
                parameters.add(new Spill(0, layout.ofLocal(0, receiver)));
            }
            slot = 1;
        }
        for (var type : method.parameterTypes()) {
            parameters.add(new Spill(slot, layout.ofLocal(slot, VerificationType.of(type))));
            slot += type.getSize();
        }
        return List.copyOf(parameters);
    }

    private SuspensionPoint draft(int state, AwaitSite site) {
        var locals = new ArrayList<Spill>();
        for (int slot = staticEntries ? 0 : 1; slot < site.locals().size(); slot++) {
            var type = site.locals().get(slot);
            if (isKept(site, slot, type)) {
                locals.add(new Spill(slot, layout.ofLocal(slot, type)));
            }
        }
        var operands = new ArrayList<Optional<FrameField>>();
        for (int depth = 0; depth < site.operands().size(); depth++) {
            var type = site.operands().get(depth);
            operands.add(type.isNull() ? Optional.empty() : Optional.of(layout.ofOperand(depth, type)));
        }
        var awaited = Type.getArgumentTypes(site.call().desc)[0].getInternalName();
        var saved = savedLocals.computeIfAbsent(List.copyOf(locals), same -> same);
        return new SuspensionPoint(state, site, Optional.empty(), awaited, SavedState.of(saved, List.copyOf(operands)));
    }

    /**
     * Live variables are kept. Primitive variables that are in scope but not read again are kept too, so that a
     * debugger shows the right values. References are not, since they would keep other objects alive.
     */
    private static boolean isKept(AwaitSite site, int slot, VerificationType type) {
        if (!type.isUsable() || type.isNull()) {
            return false;
        }
        return site.live().get(slot) || (!type.isReference() && site.visible().get(slot));
    }

    private List<SuspensionPoint> withStaleFields(
            List<SuspensionPoint> drafts, List<FrameField> fields, List<Spill> parameters) {
        var byNumber =
                fields.stream().filter(field -> field.type().isReference()).toList();
        var numbers = new HashMap<FrameField, Integer>();
        byNumber.forEach(field -> numbers.put(field, numbers.size()));
        var savedAt = new HashMap<Integer, BitSet>();
        for (var point : drafts) {
            savedAt.put(indexOf(point), saved(point, numbers));
        }
        var atEntry = new BitSet();
        parameters.forEach(spill -> set(atEntry, numbers, spill.field()));
        var stale = new StaleFields(analysed.flow(), savedAt, atEntry);
        var points = new ArrayList<SuspensionPoint>(drafts.size());
        for (var point : drafts) {
            var found = stale.staleAt(indexOf(point));
            var inParameters = (BitSet) atEntry.clone();
            inParameters.and(found);
            var cleared = point.saved().withStale(select(byNumber, found), select(byNumber, inParameters));
            points.add(point.withSaved(cleared));
        }
        return points;
    }

    private List<SuspensionPoint> withChangedLocals(List<SuspensionPoint> points) {
        var unchanged = new UnchangedLocals(analysed.flow(), points, this::indexOf);
        return points.stream()
                .map(point -> point.withSaved(point.saved().withChanged(unchanged.changedAt(point))))
                .toList();
    }

    private int indexOf(SuspensionPoint point) {
        return analysed.body().instructions.indexOf(point.site().call());
    }

    private static BitSet saved(SuspensionPoint point, Map<FrameField, Integer> numbers) {
        var saved = new BitSet();
        point.saved().locals().forEach(spill -> set(saved, numbers, spill.field()));
        point.saved().operands().forEach(field -> field.ifPresent(present -> set(saved, numbers, present)));
        return saved;
    }

    private static void set(BitSet fields, Map<FrameField, Integer> numbers, FrameField field) {
        var number = numbers.get(field);
        if (number != null) {
            fields.set(number);
        }
    }

    private static List<FrameField> select(List<FrameField> fields, BitSet selected) {
        return selected.stream().mapToObj(fields::get).toList();
    }
}
