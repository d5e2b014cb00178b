using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class CheckContract<TStore> : StorageContract<TStore, IStoreCheck>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_sound_store_says_what_it_is_and_how_much_it_has_of_each_kind()
    {
        await Ports.GetRequiredService<IDataSets>().EnsureAsync(new("plant", "azure-pdm", "", "", At(0)), Cancellation);
        await Ports.GetRequiredService<ITelemetry>().MergeAsync(
            "plant", TimeSpan.FromDays(10), [Readings.Of("1", 0, 500)], Cancellation);
        await Ports.GetRequiredService<IRuns>().StartAsync(
            new("r1", "ingest", "plant", "key", "{}", null, null, At(3)), Cancellation);
        await RegisterAsync();

        var state = await Port.ReadAsync(Cancellation);

        state.Findings.ShouldBeEmpty();
        state.Identity.ShouldBe(await Ports.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation));
        state.Kinds.Where(kind => kind.Count > 0).Select(kind => (kind.Kind, kind.Count, kind.First, kind.Last)).ShouldBe(
            [
                (StoredKind.DataSets, 1, At(0), At(0)), (StoredKind.Readings, 500, At(0), At(499)), (StoredKind.Runs, 1, At(3), At(3)),
                (StoredKind.Models, 1, At(0), At(0)),
            ]);
        state.Kinds.Single(kind => kind.Kind == StoredKind.Readings).Bytes!.Value.ShouldBeGreaterThan(1_000);
        state.Bytes!.Value.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task What_belongs_to_nothing_is_told_and_does_no_harm()
    {
        await Ports.GetRequiredService<ITelemetry>().MergeAsync(
            "gone", TimeSpan.FromDays(10), [Readings.Of("1", 0, 5)], Cancellation);
        await Ports.GetRequiredService<IRuns>().PlanStageAsync("lost", "features", 3, At(0), Cancellation);
        await Ports.GetRequiredService<IFeatureSets>().PutAsync("lost+1", 0, new byte[] { 1 }, Cancellation);

        var state = await Port.ReadAsync(Cancellation);

        state.Findings.ShouldAllBe(finding => finding.Code == "orphans" && !finding.IsWrong);
        state.Findings.Select(finding => finding.Message).ShouldBe(
            [
                "There are readings of 1 data set that are not in the list of data sets.",
                "There are stages of 1 run that are not in the ledger.",
                "There are feature rows of 1 run that are not in the ledger.",
            ]);
    }

    protected async Task<byte[]> RegisterAsync()
    {
        byte[] artifact = [1, 2, 3];
        await Ports.GetRequiredService<IModels>().RegisterAsync(
            new(
                "pump", 0, "key", Convert.ToHexString(SHA256.HashData(artifact)), "a", "p", "d", "r", At(0), "{}", "{}",
                new Dictionary<string, double>()),
            artifact, Cancellation);
        return artifact;
    }
}
