package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import java.util.stream.Stream;

/**
 * WEFT020: a method that a framework calls, and that returns a coroutine. Frameworks know futures; a coroutine they
 * drop, or send to the client as an object.
 */
final class HandlerNeverRuns implements Rule {

    static final List<String> HANDLERS = List.of(
            "org.springframework.web.bind.annotation.RequestMapping",
            "org.springframework.web.bind.annotation.ExceptionHandler",
            "org.springframework.web.bind.annotation.ModelAttribute",
            "org.springframework.web.service.annotation.HttpExchange",
            "org.springframework.messaging.handler.annotation.MessageMapping",
            "org.springframework.messaging.simp.annotation.SubscribeMapping",
            "org.springframework.graphql.data.method.annotation.SchemaMapping",
            "org.springframework.graphql.data.method.annotation.BatchMapping",
            "org.springframework.context.annotation.Bean",
            "org.springframework.context.event.EventListener",
            "org.springframework.scheduling.annotation.Scheduled",
            "org.springframework.scheduling.annotation.Schedules",
            "org.springframework.kafka.annotation.KafkaListener",
            "org.springframework.kafka.annotation.KafkaHandler",
            "org.springframework.amqp.rabbit.annotation.RabbitListener",
            "org.springframework.amqp.rabbit.annotation.RabbitHandler",
            "org.springframework.jms.annotation.JmsListener",
            "org.springframework.shell.standard.ShellMethod",
            "io.awspring.cloud.sqs.annotation.SqsListener",
            "jakarta.ws.rs.HttpMethod",
            "jakarta.ws.rs.Path",
            "jakarta.ws.rs.GET",
            "jakarta.ws.rs.POST",
            "jakarta.ws.rs.PUT",
            "jakarta.ws.rs.DELETE",
            "jakarta.ws.rs.PATCH",
            "jakarta.ws.rs.HEAD",
            "jakarta.ws.rs.OPTIONS",
            "javax.ws.rs.HttpMethod",
            "javax.ws.rs.Path",
            "javax.ws.rs.GET",
            "javax.ws.rs.POST",
            "javax.ws.rs.PUT",
            "javax.ws.rs.DELETE",
            "javax.ws.rs.PATCH",
            "javax.ws.rs.HEAD",
            "javax.ws.rs.OPTIONS",
            "jakarta.annotation.PostConstruct",
            "jakarta.annotation.PreDestroy",
            "jakarta.ejb.Schedule",
            "jakarta.enterprise.inject.Produces",
            "javax.annotation.PostConstruct",
            "javax.annotation.PreDestroy",
            "javax.ejb.Schedule",
            "javax.enterprise.inject.Produces",
            "org.eclipse.microprofile.reactive.messaging.Incoming",
            "org.eclipse.microprofile.reactive.messaging.Outgoing",
            "org.eclipse.microprofile.graphql.Query",
            "org.eclipse.microprofile.graphql.Mutation",
            "io.quarkus.scheduler.Scheduled",
            "io.quarkus.vertx.ConsumeEvent",
            "io.quarkus.vertx.web.Route",
            "io.micronaut.http.annotation.HttpMethodMapping",
            "io.micronaut.http.annotation.Get",
            "io.micronaut.http.annotation.Post",
            "io.micronaut.http.annotation.Put",
            "io.micronaut.http.annotation.Delete",
            "io.micronaut.http.annotation.Patch",
            "io.micronaut.http.annotation.Head",
            "io.micronaut.http.annotation.Options",
            "io.micronaut.http.annotation.Error",
            "io.micronaut.context.annotation.Bean",
            "io.micronaut.runtime.event.annotation.EventListener",
            "io.micronaut.scheduling.annotation.Scheduled",
            "io.micronaut.configuration.kafka.annotation.Topic",
            "com.google.common.eventbus.Subscribe",
            "org.greenrobot.eventbus.Subscribe");

    private final MethodMeaning handler;

    /** @param further annotations that the user has added, as {@code com.acme.OnMessage} */
    HandlerNeverRuns(List<String> further, ClassHierarchy hierarchy) {
        handler = new MethodMeaning(
                hierarchy, Stream.concat(HANDLERS.stream(), further.stream()).toList());
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            if (RuntimeAbi.returnsCold(method.desc)) {
                handler.of(method)
                        .ifPresent(annotation -> reporter.at(
                                method,
                                FindingCode.WEFT020,
                                annotation + " method '" + method.name
                                        + "' returns a Coroutine, which its framework does not run",
                                "let it return CompletableFuture, which frameworks know; where nobody waits for it,"
                                        + " void, and start the coroutine on an EventLoop"));
            }
        }
    }
}
