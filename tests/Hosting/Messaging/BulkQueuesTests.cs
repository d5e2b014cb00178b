using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Tests.Hosting.Messaging;

public sealed class BulkQueuesTests
{
    private static readonly DateTime s_time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1, false, null)]
    [InlineData(31, false, null)]
    [InlineData(32, false, "exchange:score-slice-bulk")]
    [InlineData(1, true, "exchange:score-slice-bulk")]
    public void Large_stages_wait_behind_others_and_so_does_whatever_can_wait(int slices, bool canWait, string? address)
    {
        var queues = new BulkQueues([new SliceConsumer(typeof(object), typeof(ScoreSlice), "score-slice")], new MessagingOptions());

        queues.Of<ScoreSlice>(slices, canWait)?.ToString().ShouldBe(address);
    }

    [Theory]
    [InlineData(RunKinds.Ingest, true)]
    [InlineData(RunKinds.Train, true)]
    [InlineData(RunKinds.Score, true)]
    [InlineData(RunKinds.Evaluate, true)]
    [InlineData(RunKinds.Score, false)]
    public void A_request_says_whether_its_run_can_wait(string kind, bool canWait)
    {
        bool? bulk = canWait ? true : null;
        var request = kind switch
        {
            RunKinds.Ingest => Json.Write(new NewDataArrived("r", "plant", null, ["a.csv"]) { Bulk = bulk }),
            RunKinds.Train => Json.Write(new StartTraining("r", "plant", s_time, s_time.AddDays(1)) { Bulk = bulk }),
            RunKinds.Evaluate => Json.Write(new StartEvaluation("r", "fleet") { Bulk = bulk }),
            _ => Json.Write(new StartScoring("r", "plant", s_time, s_time.AddDays(1), "fleet") { Bulk = bulk }),
        };

        new Run("r", kind, "plant", "key", request, null, null, s_time).IsBulk().ShouldBe(canWait);
    }
}
