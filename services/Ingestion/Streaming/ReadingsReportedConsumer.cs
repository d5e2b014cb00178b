using System.Security.Cryptography;
using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging.Public;
using Presage.Hosting.Stores;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Records;
using Presage.Storage;

namespace Presage.Ingestion.Streaming;

/// <summary>
/// Takes readings that come as messages: a message is acknowledged when its readings are durable and what follows from them is asked for.
/// </summary>
internal sealed class ReadingsReportedConsumer(
    DataSetCatalog datasets, DescribedMachines machines, IQuarantine quarantine, ReadingWriter writer,
    IEnumerable<IReadingFollower> followers, StoreTime time, ILogger<ReadingsReportedConsumer> log) : IConsumer<ReadingsReported>
{
    private const int MostReadings = 10_000;

    public async Task Consume(ConsumeContext<ReadingsReported> context)
    {
        var message = Checked(context.Message);
        var cancellation = context.CancellationToken;
        var (dataset, scenario) = await datasets.GetAsync(message.Dataset ?? "", cancellation);
        var id = context.MessageId ?? IdOf(context.ReceiveContext.Body);
        var names = message.Readings.Select(reading => reading?.Machine?.Trim() ?? "").ToHashSet();
        var known = await machines.AmongAsync(dataset.Name, names, cancellation);

        var refused = new RefusedRows(quarantine, dataset.Name, $"reported-{id:n}", RecordKind.Telemetry, $"message {id}");
        var now = await time.NowAsync(cancellation);
        var target = new IntakeTarget(dataset.Name, scenario, KnownAt(context, now), known) { Arrived = now };
        var batches = ReportedReadings.Read(message.Readings, target, refused);
        await refused.FlushAsync(cancellation);
        if (refused.Count > 0)
            Log.ReadingsRefused(log, id, dataset.Name, refused.Count, message.Readings.Count, refused.Reasons);

        await writer.MergeAsync(dataset.Name, scenario.BlockPeriod, batches, cancellation);
        foreach (var follower in followers)
            await follower.FollowAsync(context, dataset.Name, scenario, batches);
    }

    /// <summary>When the message was sent, so that a redelivery says the same; now, where that is not told or not over.</summary>
    private static DateTime KnownAt(ConsumeContext context, DateTime now) =>
        context.SentTime?.ToUniversalTime() is { } sent && sent < now ? sent : now;

    /// <exception cref="PresageException"><c>unsupported-schema</c>, <c>no-readings</c>, <c>too-many-readings</c>.</exception>
    private static ReadingsReported Checked(ReadingsReported message)
    {
        SchemaVersions.Check(message.SchemaVersion);
        return message.Readings switch
        {
            null or [] => throw new PresageException(
                ErrorKind.Invalid, "no-readings", "A report without readings came.", "Put 1 or more into the field readings."),
            { Count: > MostReadings } => throw new PresageException(
                ErrorKind.TooLarge, "too-many-readings",
                $"A report of {message.Readings.Count:N0} readings came.",
                $"Put {MostReadings:N0} at most into one message."),
            _ => message,
        };
    }

    /// <summary>A message without an id is known by what it says.</summary>
    private static Guid IdOf(MessageBody body) => new(SHA256.HashData(body.GetBytes()).AsSpan(0, 16));

    internal sealed class Definition(StreamingOptions options) : ConsumerDefinition<ReadingsReportedConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<ReadingsReportedConsumer> consumer, IRegistrationContext context)
        {
            endpoint.PrefetchCount = options.Concurrency * 2;
            endpoint.ConcurrentMessageLimit = options.Concurrency;
            PublicEndpoint.Configure(endpoint, context);
        }
    }
}
