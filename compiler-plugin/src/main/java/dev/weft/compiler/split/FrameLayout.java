package dev.weft.compiler.split;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.analyse.VerificationType;
import java.util.ArrayList;
import java.util.HashMap;
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

    private record Place(char area, int index) {}

    private final Map<Place, Map<String, FrameField>> fields = new LinkedHashMap<>();
    private final Map<String, FrameField> byName = new HashMap<>();

    FrameField ofLocal(int slot, VerificationType type) {
        return field(new Place(type.kind().letter(), slot), type);
    }

    FrameField ofOperand(int depth, VerificationType type) {
        return field(new Place('s', depth), type);
    }

    private FrameField field(Place place, VerificationType type) {
        var variants = fields.computeIfAbsent(place, p -> new LinkedHashMap<>());
        return variants.computeIfAbsent(type.fieldDescriptor(), descriptor -> {
            var name = GeneratedNames.spillField(place.area(), place.index(), variants.size());
            var field = new FrameField(name, type);
            byName.put(name, field);
            return field;
        });
    }

    List<FrameField> all() {
        var all = new ArrayList<FrameField>(byName.size());
        fields.values().forEach(variants -> all.addAll(variants.values()));
        return List.copyOf(all);
    }
}
