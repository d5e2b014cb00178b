using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class IdentityContract<TStore> : StorageContract<TStore, IStoreIdentity>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_store_has_an_id_from_the_beginning_and_keeps_it()
    {
        var identity = await Port.ReadAsync(Cancellation);

        identity.Id.ShouldMatch("^[0-9a-f]{32}$");
        (DateTime.UtcNow - identity.Made).ShouldBeInRange(TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(5));
        identity.Restored.ShouldBeNull();
        await Ports.GetRequiredService<IStoreTopology>().DeployAsync(Cancellation);
        (await OpenAgain().ReadAsync(Cancellation)).ShouldBe(await Port.ReadAsync(Cancellation));
        (await Port.ReadAsync(Cancellation)).ShouldBe(identity with { Form = (await Port.ReadAsync(Cancellation)).Form });
    }

    [Fact]
    public async Task Processes_that_find_a_store_without_an_id_at_once_agree_on_one()
    {
        var ports = Enumerable.Range(0, 4).Select(_ => OpenAgain()).ToList();

        var seen = await Task.WhenAll(ports.Select(port => Task.Run(() => port.ReadAsync(Cancellation))));

        seen.Select(identity => identity.Id).Distinct().ShouldHaveSingleItem();
    }
}
