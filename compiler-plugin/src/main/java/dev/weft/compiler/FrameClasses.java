package dev.weft.compiler;

import dev.weft.compiler.scan.ScannedClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The generated frame classes that lie in a container from earlier runs, and which of them nobody needs any more: those of
 * a class that is gone, or that was compiled again and has lost a method.
 */
final class FrameClasses {

    private final Map<String, String> ownerOf = new HashMap<>();
    private final Set<String> wovenOwners = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    private FrameClasses() {}

    static FrameClasses among(List<ScannedClass> classes) {
        var frames = new FrameClasses();
        for (var one : classes) {
            var owner = one.frameOwner();
            if (owner.isPresent()) {
                frames.ownerOf.put(one.node().name, owner.get());
            } else if (one.isWoven()) {
                frames.wovenOwners.add(one.node().name);
            }
        }
        return frames;
    }

    Set<String> names() {
        return ownerOf.keySet();
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
