using System.Text.RegularExpressions;
using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Messaging.Public;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Scheduler.Triggers;

/// <summary>Somebody wants a job run. It does not move the job's line of intervals, and waits for no other run.</summary>
internal sealed partial class StartJobConsumer(JobRunChanges changes) : IConsumer<StartJob>
{
    public async Task Consume(ConsumeContext<StartJob> context)
    {
        var message = context.Message;
        SchemaVersions.Check(message.SchemaVersion);
        var token = TokenOf(message, context.MessageId);
        await changes.AddAsync(
            message.Job ?? "", (job, definition, now) => RunOf(message, token, job, definition, now), context.CancellationToken);
    }

    private static JobRun RunOf(StartJob message, string token, Job job, JobDefinition definition, DateTime now)
    {
        var (from, to) = IntervalOf(message, job, definition, now);
        return NewJobRun.Of(
            definition, job.Version, JobRunIds.Asked(job.Name, token), NewJobRun.Message, $"A message with the token {token} asked for it.",
            null, from, to, message.Parameters ?? new Dictionary<string, string>(), now);
    }

    /// <exception cref="PresageException"><c>no-interval</c>.</exception>
    private static (DateTime? From, DateTime? To) IntervalOf(StartJob message, Job job, JobDefinition definition, DateTime now)
    {
        var to = Utc.Given(message.To) is { } end ? Utc.Of(end) : new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Kind);
        var from = Utc.Given(message.From) is { } begin ? Utc.Of(begin) : job.State.PlannedTo;
        if (message.From is not null || message.To is not null || from < to)
            return from is null ? throw NoInterval(job) : (from, to);

        return definition.UsesInterval ? throw NoInterval(job) : (null, null);
    }

    private static PresageException NoInterval(Job job) => new(
        ErrorKind.Invalid, "no-interval",
        $"The job {job.Name} was to be started for an interval that does not say where it begins, and none before it was planned.",
        "Send it with the field from.");

    /// <exception cref="PresageException"><c>bad-token</c>, <c>nameless-request</c>.</exception>
    private static string TokenOf(StartJob message, Guid? id) => message.Token switch
    {
        { } token when Token().IsMatch(token) => token,
        null when id is { } given => $"{given:n}",
        null => throw new PresageException(
            ErrorKind.Invalid, "nameless-request", "A request to start a job came without a token and without a message id.",
            "Send it with a message id, or with a token."),
        var token => throw new PresageException(
            ErrorKind.Invalid, "bad-token", $"'{token}' is not a token.", "Use 1 to 100 lower-case letters, digits and hyphens."),
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,99}\\z")]
    private static partial Regex Token();

    internal sealed class Definition : ConsumerDefinition<StartJobConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<StartJobConsumer> consumer, IRegistrationContext context) =>
            PublicEndpoint.Configure(endpoint, context);
    }
}
