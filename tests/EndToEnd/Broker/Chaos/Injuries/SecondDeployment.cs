using System.Diagnostics;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>
/// By mistake workers and a command of another deployment, with a store of its own, are started on the same virtual host. They must take
/// nothing, and leave nothing to be taken.
/// </summary>
internal sealed class SecondDeployment : IInjury
{
    private const string Dataset = "elsewhere";

    public Task HappenAsync(Disturbances during)
    {
        string[] services = [during.AnyWorker().Service, during.AnyWorker().Service];
        var command = during.Number(0, 2) == 0;
        var time = during.Between(2, 8);
        during.Say($"{string.Join(", ", services)}{(command ? " and a command" : "")} over another store for {time.TotalSeconds:0.0} s");
        during.Await(BeThereAsync(during.Arena, services, command, time));
        return Task.CompletedTask;
    }

    private static async Task BeThereAsync(Arena arena, string[] services, bool withCommand, TimeSpan time)
    {
        using var others = new Cluster(arena.Account.Address);
        foreach (var service in services)
            others.Start(service);

        using var command = withCommand ? others.Workspace.Start("ingest", Dataset, RealRecords.Twenty) : null;
        await Task.Delay(time, CancellationToken.None);

        Stop(command);
        foreach (var worker in others.Workers)
            worker.ShouldHaveNoStack();

        using var store = new Store(new StorageOptions { Directory = others.Workspace.Data });
        (await store.Get<IRuns>().ListAsync(new(), null, int.MaxValue, CancellationToken.None)).ShouldBeEmpty("the other store has no run");
        (await store.Get<IDataSets>().ListAsync(CancellationToken.None)).ShouldBeEmpty("the other store has no data set");
        (await arena.LookAsync(own => own.Get<IDataSets>().ListAsync(CancellationToken.None))).Select(dataset => dataset.Name)
            .ShouldNotContain(Dataset);
    }

    private static void Stop(Process? command)
    {
        if (command is null)
            return;

        command.Kill();
        command.WaitForExit();
        command.StandardOutput.ReadToEnd();
        command.StandardError.ReadToEnd().ShouldNotContain("   at ");
    }
}
