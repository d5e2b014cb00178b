using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>What a job costs the server, in commands: the network's time is theirs, however fast both ends are.</summary>
[Collection(nameof(Processes))]
public sealed class MongoCostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_job_on_the_real_records_takes_fewer_than_500_commands()
    {
        var counter = new CommandCounter();
        await using var place = await MongoPlace.CreateAsync(counter.Before);
        using var workspace = new Workspace();
        workspace.Use(place.OnTheWay(Patience));
        var totals = new List<int> { 0 };

        foreach (var command in WholeJob.Commands)
        {
            (await workspace.RunAsync(command)).Done();
            totals.Add(counter.Total);
        }

        var each = string.Join(
            ", ", totals.Zip(totals.Skip(1), WholeJob.Commands).Select(part => $"{part.Third[0]} {part.Second - part.First}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{each}: {counter}");
        counter.Total.ShouldBeInRange(100, 499, $"{each}: {counter}");
    }
}
