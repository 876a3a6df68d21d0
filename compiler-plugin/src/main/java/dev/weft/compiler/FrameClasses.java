package dev.weft.compiler;

import dev.weft.compiler.scan.ScannedClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The generated frame classes that lie in a container from earlier runs, and which of them nobody needs any more: those of
 * a class that is gone, or that was compiled again and has lost a method.
 */
final class FrameClasses {

    private final Map<String, String> ownerOf = new HashMap<>();
    private final Map<String, Set<String>> framesOf = new HashMap<>();
    private final Set<String> wovenOwners = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    private FrameClasses() {}

    /** @param isIncluded whether a class, by internal name, takes part in the run; the frames of others are left alone */
    static FrameClasses among(List<ScannedClass> classes, Predicate<String> isIncluded) {
        var frames = new FrameClasses();
        for (var one : classes) {
            var owner = one.frameOwner();
            if (owner.isPresent() && isIncluded.test(owner.get())) {
                frames.ownerOf.put(one.node().name, owner.get());
                frames.framesOf
                        .computeIfAbsent(owner.get(), name -> new HashSet<>())
                        .add(WeaveRun.ignoringCase(one.node().name));
            } else if (owner.isEmpty() && one.isWoven()) {
                frames.wovenOwners.add(one.node().name);
            }
        }
        return frames;
    }

    /** The names of the frames of a class, in lower case. */
    Set<String> of(String owner) {
        return framesOf.getOrDefault(owner, Set.of());
    }

    void replace(String owner, Set<String> frames) {
        wovenOwners.remove(owner);
        written.addAll(frames);
    }

    /** In a fixed order. */
    List<String> stale() {
        var stale = new ArrayList<String>();
        ownerOf.forEach((frame, owner) -> {
            if (!wovenOwners.contains(owner) && !written.contains(frame)) {
                stale.add(frame);
            }
        });
        stale.sort(null);
        return stale;
    }
}
