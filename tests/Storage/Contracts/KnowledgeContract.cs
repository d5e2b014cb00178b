using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

/// <summary>A store that is asked as of a moment answers like one that was fed only until then.</summary>
public abstract class KnowledgeContract<TStore> : StorageContract<TStore, IEvents>
    where TStore : IStoreUnderTest, new()
{
    private const int Steps = 12;

    private IMachines Machines => Ports.GetRequiredService<IMachines>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_additions_corrections_and_retractions_are_seen_as_of_every_moment(int seed)
    {
        var random = new Random(seed);
        var steps = Enumerable.Range(1, Steps).Select(step => Step(random, step)).ToArray();
        foreach (var step in steps)
            await step("all");

        for (var until = 0; until <= Steps; until++)
        {
            var dataset = $"until{until}";
            foreach (var step in steps.Take(until))
                await step(dataset);

            (await TextAsync("all", At(until))).ShouldBe(await TextAsync(dataset, DateTime.MaxValue), $"as of {until}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_said_at_one_moment_is_the_same_in_any_order_and_parts(int seed)
    {
        var random = new Random(seed);
        var before = Enumerable.Range(0, 6).Select(_ => Described(random, At(1), 0)).ToArray();
        var said = Enumerable.Range(0, 30).Select(_ => Described(random, At(2), random.Next(3))).ToArray();
        foreach (var order in Enumerable.Range(0, 3))
        {
            var shuffled = said.ToArray();
            if (order > 0)
                random.Shuffle(shuffled);

            await Machines.UpsertAsync($"order{order}", before, Cancellation);
            foreach (var part in shuffled.Chunk(30 / (order + 1)))
                await Machines.UpsertAsync($"order{order}", part, Cancellation);
        }

        var expected = await TextAsync("order0", DateTime.MaxValue);
        (await TextAsync("order1", DateTime.MaxValue)).ShouldBe(expected);
        (await TextAsync("order2", DateTime.MaxValue)).ShouldBe(expected);
    }

    private Func<string, Task> Step(Random random, int step)
    {
        switch (random.Next(4))
        {
            case 0:
                EventRecord[] records = [.. Enumerable.Range(0, 8).Select(_ => new EventRecord(
                    $"{random.Next(3)}", At(random.Next(4)).AddTicks(random.Next(2)), "e", At(step), random.Next(2)))];
                return dataset => Port.AddAsync(dataset, EventKind.Failure, records, Cancellation);
            case 1:
                Machine[] machines = [.. Enumerable.Range(0, 4).Select(_ => Described(random, At(step), random.Next(2)))];
                return dataset => Machines.UpsertAsync(dataset, machines, Cancellation);
            default:
                var what = new RecordSelection(
                    random.Next(2) == 0 ? null : [$"{random.Next(3)}"], random.Next(3) == 0 ? At(random.Next(3)) : null, null,
                    random.Next(2) == 0 ? null : At(random.Next(step)), random.Next(3) == 0 ? [random.Next(2)] : null);
                return async dataset =>
                {
                    await Port.RetractAsync(dataset, EventKind.Failure, what, At(step), Cancellation);
                    await Machines.RetractAsync(dataset, what, At(step), Cancellation);
                };
        }
    }

    private static Machine Described(Random random, DateTime known, int file)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var attribute in (string[])["age", "model"])
            if (random.Next(3) > 0)
                attributes[attribute] = $"{random.Next(8, 12)}";

        return new($"{random.Next(3)}", attributes, known, file);
    }

    private async Task<IEnumerable<string>> TextAsync(string dataset, DateTime asOf)
    {
        var machines = (await Machines.ListAsync(dataset, asOf, Cancellation)).Select(machine =>
            $"{machine.Id}: {string.Join(' ', machine.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"))}");
        var events = await Port.ReadAsync(
            dataset, EventKind.Failure, null, DateTime.MinValue, DateTime.MaxValue, asOf, Cancellation);
        return [.. machines, .. events.Select(record => record.ToString())];
    }
}
