package dev.weft.compiler.split;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.analyse.VerificationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Assigns a field to every variable and operand that must outlive a suspension.
 *
 * <p>A variable has the same field at every suspension point as long as its type is the same. So people can find
 * variables in a frame, and a value that was saved once need not be moved.
 */
final class FrameLayout {

    /** By area and index. */
    private final Map<Integer, List<FrameField>> fields = new LinkedHashMap<>();

    FrameField ofLocal(int slot, VerificationType type) {
        return field(type.kind().letter(), slot, type);
    }

    FrameField ofOperand(int depth, VerificationType type) {
        return field('s', depth, type);
    }

    private FrameField field(char area, int index, VerificationType type) {
        var variants = fields.computeIfAbsent(area << Character.SIZE | index, place -> new ArrayList<>(1));
        for (var field : variants) {
            if (field.type().equals(type)) {
                return field;
            }
        }
        var field = new FrameField(GeneratedNames.spillField(area, index, variants.size()), type);
        variants.add(field);
        return field;
    }

    List<FrameField> all() {
        var all = new ArrayList<FrameField>();
        fields.values().forEach(all::addAll);
        return List.copyOf(all);
    }
}
