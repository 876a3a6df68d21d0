package dev.weft.compiler.javac;

import com.sun.source.util.JavacTask;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.tools.JavaFileManager;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gives access to packages of javac that its module does not export.
 *
 * <p>A {@link Proxy} may implement a public interface of such a package. The JDK then makes a module in the class
 * loader of the proxy, and exports the package to it. So a class that this loader defines beside the proxy can use the
 * package, too. The class made here is
 *
 * <pre>{@code
 * class Peek implements Function {
 *     static { ((Consumer) Peek.class.getClassLoader()).accept(new Peek()); }
 *     public Object apply(Object task) { return ((BasicJavacTask) task).getContext().get(JavaFileManager.class); }
 * }
 * }</pre>
 *
 * It hands itself over when it is initialised, since no code outside can name it.
 */
final class JavacInternals extends ClassLoader implements Consumer<Object> {

    /** A public interface of each package that is needed. */
    private static final String[] INTERFACES = {
        "com.sun.tools.javac.util.Context$Factory", "com.sun.tools.javac.api.DiagnosticFormatter"
    };

    private static final String FUNCTION = Type.getInternalName(Function.class);
    private static final String CONSUMER = Type.getInternalName(Consumer.class);
    private static final String OBJECT = Type.getInternalName(Object.class);

    private @Nullable Object peek;

    private JavacInternals(ClassLoader compiler) {
        super(compiler);
    }

    /** Receives the object that the generated class hands over. */
    @Override
    public void accept(Object made) {
        peek = made;
    }

    @SuppressWarnings("unchecked") // accept() was called by the class made below
    static JavaFileManager fileManagerOf(JavacTask task) {
        var inside = new JavacInternals(task.getClass().getClassLoader());
        try {
            var peekName = inside.packageOfProxy().replace('.', '/') + "/Peek";
            var bytes = classFile(peekName);
            var made = inside.defineClass(peekName.replace('/', '.'), bytes, 0, bytes.length);
            Class.forName(made.getName(), true, inside);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException("this javac does not tell where it writes: " + e, e);
        }
        var fileManager = ((Function<Object, Object>) Objects.requireNonNull(inside.peek)).apply(task);
        return (JavaFileManager) fileManager;
    }

    private String packageOfProxy() throws ClassNotFoundException {
        var types = new Class<?>[INTERFACES.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = Class.forName(INTERFACES[i], false, this);
        }
        return Proxy.newProxyInstance(this, types, (proxy, method, arguments) -> null)
                .getClass()
                .getPackageName();
    }

    private static byte[] classFile(String name) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, 0, name, null, OBJECT, new String[] {FUNCTION});
        var constructor = begin(writer, 0, "<init>", "()V");
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        end(constructor, Opcodes.RETURN);
        handOver(begin(writer, Opcodes.ACC_STATIC, "<clinit>", "()V"), name);
        apply(begin(writer, Opcodes.ACC_PUBLIC, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;"));
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void handOver(MethodVisitor method, String name) {
        method.visitLdcInsn(Type.getObjectType(name));
        method.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getClassLoader", "()Ljava/lang/ClassLoader;", false);
        method.visitTypeInsn(Opcodes.CHECKCAST, CONSUMER);
        method.visitTypeInsn(Opcodes.NEW, name);
        method.visitInsn(Opcodes.DUP);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
        method.visitMethodInsn(Opcodes.INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;)V", true);
        end(method, Opcodes.RETURN);
    }

    private static void apply(MethodVisitor method) {
        var task = JavacFileManager.TASK.replace('.', '/');
        var context = JavacFileManager.CONTEXT.replace('.', '/');
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitTypeInsn(Opcodes.CHECKCAST, task);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, task, JavacFileManager.GET_CONTEXT, "()L" + context + ";", false);
        method.visitLdcInsn(Type.getType(JavaFileManager.class));
        method.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, context, JavacFileManager.GET, "(Ljava/lang/Class;)Ljava/lang/Object;", false);
        end(method, Opcodes.ARETURN);
    }

    private static MethodVisitor begin(ClassWriter writer, int access, String name, String descriptor) {
        var method = writer.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        return method;
    }

    private static void end(MethodVisitor method, int returns) {
        method.visitInsn(returns);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
