package dev.weft.compiler.hierarchy;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.io.ClassFilePath;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Type;

/**
 * The supertypes of classes, read from class files: those being woven, those of the class path, those of the JDK.
 *
 * <p>No class is ever loaded. A class that cannot be found has unknown supertypes. Every question about it is answered
 * in favour of the program, which its compiler has checked. Any thread may ask.
 */
public final class ClassHierarchy implements Closeable {

    private final List<ClassSource> sources;
    private final EntryAnnotationTypes entryAnnotations;
    private final Map<String, Optional<ClassHeader>> known = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> metaAnnotations = new ConcurrentHashMap<>();

    public ClassHierarchy(List<ClassSource> sources) {
        this.sources = List.copyOf(sources);
        entryAnnotations = new EntryAnnotationTypes(this::readable, new ConcurrentHashMap<>());
    }

    /** Returns a hierarchy that asks another source before those of this one. */
    public ClassHierarchy after(ClassSource first) {
        var all = new ArrayList<ClassSource>();
        all.add(first);
        all.addAll(sources);
        return new ClassHierarchy(all);
    }

    /** Whether a value of one type may stand where the other is expected, as the verifier sees it (JVMS 4.10.1.2). */
    public boolean isAssignable(String from, String to) {
        if (from.equals(to) || to.equals(RuntimeAbi.OBJECT)) {
            return true;
        } else if (to.startsWith("[")) {
            return from.startsWith("[") && isArrayAssignable(from, to);
        } else if (from.startsWith("[")) {
            return to.equals("java/lang/Cloneable") || to.equals("java/io/Serializable");
        }
        var target = header(to);
        return target.isEmpty() || target.get().isInterface() || isSubclassOrUnknown(from, to);
    }

    private boolean isArrayAssignable(String from, String to) {
        var fromElement = Type.getType(from.substring(1));
        var toElement = Type.getType(to.substring(1));
        if (fromElement.getSort() < Type.ARRAY || toElement.getSort() < Type.ARRAY) {
            return fromElement.equals(toElement);
        }
        return isAssignable(fromElement.getInternalName(), toElement.getInternalName());
    }

    private boolean isSubclassOrUnknown(String from, String to) {
        var name = from;
        var way = new LinkedHashSet<String>();
        while (!name.equals(to)) {
            if (!way.add(name)) {
                throw cycle(List.copyOf(way), name);
            }
            var header = header(name);
            if (header.isEmpty()) {
                return true;
            }
            var superName = header.get().superName();
            if (superName == null) {
                return false;
            }
            name = superName;
        }
        return true;
    }

    /** Whether a class is known to be, extend or implement another, by any path. */
    public boolean isSubtype(String name, String other) {
        if (name.equals(other)) {
            return true;
        }
        var seen = new HashSet<String>();
        var way = new ArrayList<String>(); // from the class to the one whose supertypes come next
        var rest = new ArrayDeque<Iterator<String>>(); // of each on the way, the supertypes that are still to come
        seen.add(name);
        way.add(name);
        rest.add(supertypes(name));
        while (!way.isEmpty()) {
            if (!rest.getLast().hasNext()) {
                rest.removeLast();
                way.remove(way.size() - 1);
                continue;
            }
            var next = rest.getLast().next();
            if (next.equals(other)) {
                return true;
            } else if (seen.add(next)) {
                way.add(next);
                rest.add(supertypes(next));
            } else if (way.contains(next)) {
                throw cycle(way, next);
            }
        }
        return false;
    }

    /** Whether a class is known to be a subtype of another, or one of its supertypes cannot be found. */
    public boolean mayBeSubtype(String name, String other) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(name);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (next.equals(other) || header(next).isEmpty()) {
                return true;
            }
            supertypes(next).forEachRemaining(supertype -> {
                if (seen.add(supertype)) {
                    open.add(supertype);
                }
            });
        }
        return false;
    }

    /** Whether the class is known to be an interface. */
    boolean isInterface(String name) {
        return header(name).filter(ClassHeader::isInterface).isPresent();
    }

    /** Whether the class is known to be final. */
    boolean isFinal(String name) {
        return header(name).filter(ClassHeader::isFinal).isPresent();
    }

    private Iterator<String> supertypes(String name) {
        var all = new ArrayList<String>();
        if (!name.startsWith("[")) {
            header(name).ifPresent(header -> {
                if (header.superName() != null) {
                    all.add(header.superName());
                }
                all.addAll(header.interfaces());
            });
        }
        return all.iterator();
    }

    private static CyclicHierarchyException cycle(List<String> way, String again) {
        return new CyclicHierarchyException(way.subList(way.indexOf(again), way.size()));
    }

    /**
     * Looks at all supertypes of a class.
     *
     * @throws CyclicHierarchyException if one of them is its own supertype
     */
    public void requireAcyclic(String name) {
        isSubtype(name, "");
    }

    /** Returns the annotations that mark entry methods, as far as these classes have them. */
    public EntryAnnotationTypes entryAnnotations() {
        return entryAnnotations;
    }

    /** Returns the descriptors of an annotation and of those that its type carries, at any depth; nearest first. */
    public Set<String> metaAnnotations(String descriptor) {
        var all = metaAnnotations.get(descriptor);
        if (all == null) {
            all = Collections.unmodifiableSet(MetaAnnotations.of(descriptor, this::readable));
            metaAnnotations.put(descriptor, all);
        }
        return all;
    }

    private Optional<ClassHeader> header(String name) {
        var header = known.get(name);
        if (header == null) {
            header = find(name).flatMap(found -> found.header(name));
            known.put(name, header);
        }
        return header;
    }

    /** Returns the bytes of a class, by internal name, if it can be found. */
    public Optional<byte[]> classFile(String name) {
        return find(name).map(FoundClass::bytes);
    }

    private Optional<FoundClass> find(String name) {
        for (var source : sources) {
            var found = find(name, source);
            if (found.isPresent()) {
                return found;
            }
        }
        return find(name, ClassSource.JDK);
    }

    private static Optional<FoundClass> find(String name, ClassSource source) {
        try {
            return source.find(name).map(bytes -> new FoundClass(bytes, source));
        } catch (FileSystemException e) {
            throw new UncheckedIOException(e); // it names the file
        } catch (IOException e) {
            var place = source.place().isEmpty() ? "" : " in " + source.place();
            var message = ClassFilePath.of(name) + place + " cannot be read: " + e.getMessage();
            throw new UncheckedIOException(new IOException(message, e));
        }
    }

    /** Returns the bytes of a class as {@link #classFile} does, but not those of a version that ASM does not know. */
    public Optional<byte[]> readable(String name) {
        var found = find(name).filter(FoundClass::isKnownVersion);
        found.ifPresent(one -> one.header(name)); // which names it if it is damaged
        return found.map(FoundClass::bytes);
    }

    @Override
    public void close() throws IOException {
        for (var source : sources) {
            source.close();
        }
    }
}
