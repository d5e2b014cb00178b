using System.Security.Cryptography;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class ModelsContract<TStore> : StorageContract<TStore, IModels>
    where TStore : IStoreUnderTest, new()
{
    private static readonly byte[] Artifact = [1, 2, 3];

    [Fact]
    public async Task Versions_are_numbered_from_one_by_name()
    {
        var numbers = new[]
        {
            (await RegisterAsync("pump", "a")).Number, (await RegisterAsync("pump", "b")).Number, (await RegisterAsync("fan", "a")).Number,
        };

        numbers.ShouldBe([1, 2, 1]);
        (await Port.ListAsync(null, Cancellation)).Select(model => (model.Name, model.Number)).ShouldBe(
            [("fan", 1), ("pump", 1), ("pump", 2)]);
        (await Port.ListAsync("pump", Cancellation)).Select(model => model.LineageKey).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_version_is_found_as_it_was_registered()
    {
        var given = Of("pump", "a", Artifact);

        var registered = await RegisterAsync("pump", "a");

        var found = (await OpenAgain().FindAsync("pump", 1, Cancellation)).ShouldNotBeNull();
        (found with { Thresholds = given.Thresholds, Number = 0 }).ShouldBe(given);
        found.Thresholds.ShouldBe(given.Thresholds);
        registered.Number.ShouldBe(1);
        (await Port.FindAsync("pump", 2, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_lineage_is_the_same_version_and_its_artifact_stays()
    {
        await RegisterAsync("pump", "a");

        var again = await Port.RegisterAsync(Of("pump", "a", [9]) with { Run = "other" }, new byte[] { 9 }, Cancellation);

        again.Number.ShouldBe(1);
        again.Run.ShouldBe("r1");
        (await Port.ArtifactAsync("pump", 1, Cancellation)).ShouldBe(Artifact);
        (await Port.ListAsync("pump", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Versions_registered_at_once_get_numbers_of_their_own()
    {
        IModels[] processes = [Port, OpenAgain()];

        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Task.Run(() => processes[i % 2].RegisterAsync(Of("pump", $"{i}", Artifact), Artifact, Cancellation))));

        versions.Select(version => version.Number).Order().ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task An_artifact_must_have_the_hash_of_its_version()
    {
        await Should.ThrowAsync<ArgumentException>(() => Port.RegisterAsync(Of("pump", "a", [9]), Artifact, Cancellation));
    }

    [Fact]
    public async Task The_artifact_of_an_unknown_version_is_an_error_a_person_can_mend()
    {
        var error = await Should.ThrowAsync<PresageException>(() => Port.ArtifactAsync("pump", 1, Cancellation));

        error.Code.ShouldBe("unknown-model");
    }

    [Fact]
    public async Task There_is_no_champion_before_one_is_promoted()
    {
        await RegisterAsync("pump", "a");

        (await Port.FindAsync("pump", null, Cancellation)).ShouldBeNull();
        (await Port.FindAsync("pump", 1, Cancellation))!.IsChampion.ShouldBeFalse();
    }

    [Fact]
    public async Task The_latest_promotion_says_who_is_champion()
    {
        await RegisterAsync("pump", "a");
        await RegisterAsync("pump", "b");
        Promotion[] promotions = [Promote(1, 5), Promote(2, 6), Promote(1, 7)];

        foreach (var promotion in promotions)
            await Port.PromoteAsync(promotion, Cancellation);

        (await OpenAgain().FindAsync("pump", null, Cancellation))!.Number.ShouldBe(1);
        (await Port.ListAsync("pump", Cancellation)).Select(model => model.IsChampion).ShouldBe([true, false]);
        (await Port.PromotionsAsync("pump", Cancellation)).ShouldBe(promotions);
        (await Port.PromotionsAsync("fan", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_promotion_that_is_delivered_again_changes_nothing()
    {
        await RegisterAsync("pump", "a");
        await RegisterAsync("pump", "b");
        foreach (var promotion in new[] { Promote(1, 5), Promote(1, 5), Promote(1, 6), Promote(2, 7), Promote(1, 5) })
            await Port.PromoteAsync(promotion, Cancellation);

        (await Port.PromotionsAsync("pump", Cancellation)).ShouldBe([Promote(1, 5), Promote(2, 7)]);
    }

    [Fact]
    public async Task An_unknown_version_cannot_be_promoted()
    {
        var error = await Should.ThrowAsync<PresageException>(() => Port.PromoteAsync(Promote(1, 5), Cancellation));

        error.Code.ShouldBe("unknown-model");
        (await Port.PromotionsAsync("pump", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_is_deleted_with_its_artifact_and_its_number_is_given_to_no_other()
    {
        await RegisterAsync("pump", "a");
        await RegisterAsync("pump", "b");

        (await Port.DeleteAsync("pump", 2, Cancellation)).ShouldBeTrue();

        (await OpenAgain().FindAsync("pump", 2, Cancellation)).ShouldBeNull();
        (await Port.ListAsync("pump", Cancellation)).Select(model => model.Number).ShouldBe([1]);
        (await Should.ThrowAsync<PresageException>(() => Port.ArtifactAsync("pump", 2, Cancellation))).Code.ShouldBe("unknown-model");
        (await Should.ThrowAsync<PresageException>(
            () => Port.PromoteAsync(new("pump", 2, At(1), "user", "best"), Cancellation))).Code.ShouldBe("unknown-model");
        (await Port.DeleteAsync("pump", 2, Cancellation)).ShouldBeFalse();
        (await Port.IsBeingDeletedAsync("pump", 2, Cancellation)).ShouldBeFalse();
        (await RegisterAsync("pump", "c")).Number.ShouldBe(3);
    }

    [Fact]
    public async Task The_same_lineage_registered_again_has_its_number_again()
    {
        await RegisterAsync("pump", "a");
        await RegisterAsync("pump", "b");
        await Port.DeleteAsync("pump", 1, Cancellation);

        (await RegisterAsync("pump", "a")).Number.ShouldBe(1);

        (await Port.ArtifactAsync("pump", 1, Cancellation)).ShouldBe(Artifact);
        await Port.PromoteAsync(new("pump", 1, At(1), "user", "best"), Cancellation);
        (await OpenAgain().FindAsync("pump", null, Cancellation))!.Number.ShouldBe(1);
        (await Port.DeleteAsync("pump", 2, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_champion_is_not_deleted_until_another_is_promoted()
    {
        await RegisterAsync("pump", "a");
        await RegisterAsync("pump", "b");
        await Port.PromoteAsync(new("pump", 1, At(1), "user", "best"), Cancellation);

        (await Should.ThrowAsync<PresageException>(() => Port.DeleteAsync("pump", 1, Cancellation))).Code.ShouldBe("model-is-champion");
        (await Port.FindAsync("pump", null, Cancellation))!.Number.ShouldBe(1);

        await Port.PromoteAsync(new("pump", 2, At(2), "user", "better"), Cancellation);
        (await Port.DeleteAsync("pump", 1, Cancellation)).ShouldBeTrue();
        (await Port.PromotionsAsync("pump", Cancellation)).Select(promotion => promotion.Version).ShouldBe([1, 2]);
    }

    private Task<ModelVersion> RegisterAsync(string name, string lineage) =>
        Port.RegisterAsync(Of(name, lineage, Artifact), Artifact, Cancellation);

    private static Promotion Promote(int version, int hour) => new("pump", version, At(hour), "ann", "better");

    private static ModelVersion Of(string name, string lineage, byte[] artifact) => new(
        name, 0, lineage, Convert.ToHexStringLower(SHA256.HashData(artifact)), "gradient-boosting", "default", "plant", "r1", At(3),
        "{\"seed\":1}", "{}",
        new Dictionary<string, double> { ["comp2"] = 0.1 + 0.2, ["comp1"] = double.PositiveInfinity });
}
