package org.overread.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Figures for Prometheus, taken from the status report when they are asked for: nothing is counted
 * twice.
 */
public final class NodeMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<StatusReport> latest = new AtomicReference<>();
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final MultiGauge studies =
      MultiGauge.builder("overread.studies").description("studies by state").register(registry);
  private final MultiGauge documents =
      MultiGauge.builder("overread.documents")
          .description("reports and orders by state")
          .register(registry);
  private final MultiGauge messages =
      MultiGauge.builder("overread.messages")
          .description("HL7 messages by state")
          .register(registry);
  private final MultiGauge queues =
      MultiGauge.builder("overread.queue.depth")
          .description("pieces of work that wait, by queue")
          .register(registry);
  private final MultiGauge statuses =
      MultiGauge.builder("overread.store.responses")
          .description("C-STORE statuses answered since the start, by code")
          .register(registry);

  public NodeMetrics() {
    gauge(
        "overread.associations", "accepted associations open now", StatusReport::openAssociations);
    gauge(
        "overread.instances.received",
        "instances stored since the start",
        status -> status.received().instances());
    gauge(
        "overread.bytes.received",
        "bytes of data sets received since the start",
        status -> status.received().bytes());
    gauge("overread.disk.free.bytes", "free disk space of the archive", StatusReport::freeBytes);
    gauge(
        "overread.disk.reserve.bytes",
        "free space below which nothing is accepted",
        StatusReport::reserveBytes);
    gauge(
        "overread.attention", "things a human should look at", status -> status.attention().size());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<StatusReport> value) {
    Gauge.builder(
            name,
            latest,
            reference -> reference.get() == null ? 0 : value.applyAsDouble(reference.get()))
        .description(description)
        .register(registry);
  }

  /** The text form that Prometheus reads (version 0.0.4). */
  String scrape(StatusReport status) {
    latest.set(status);
    rows(studies, "state", status.studies());
    rows(documents, "state", status.documents());
    rows(messages, "state", status.messages());
    rows(queues, "queue", status.queues());
    rows(statuses, "code", status.statuses());
    return registry.scrape();
  }

  private static void rows(MultiGauge gauge, String label, Map<String, Long> values) {
    gauge.register(
        values.entrySet().stream()
            .map(entry -> MultiGauge.Row.of(Tags.of(label, entry.getKey()), entry.getValue()))
            .collect(Collectors.toList()),
        true);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
