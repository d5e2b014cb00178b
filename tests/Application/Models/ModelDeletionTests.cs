using Presage.Application.Models;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Models;

public sealed class ModelDeletionTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private IModelActions Models => _store.Get<IModelActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_version_that_nobody_needs_goes_and_its_promotions_and_number_stay_its_own()
    {
        await _store.RegisterAsync("plant");
        await PromoteAsync("plant@1");
        await _store.RegisterAsync("plant");
        await PromoteAsync("plant@2");

        var plan = await Models.PlanDeletionAsync("plant@1", Cancellation);
        var gone = await Models.DeleteAsync("plant@1", Cancellation);

        plan.ShouldBe(new ModelDeletion("plant", 1, Promotions: 1, Resumed: false));
        gone.ShouldBe(plan);
        (await Models.ListAsync(null, new PageRequest(), Cancellation)).Models.Select(model => model.Version).ShouldBe([2]);
        (await Models.ShowAsync("plant", Cancellation)).Promotions.Select(promotion => promotion.Version).ShouldBe([1, 2]);
        (await Should.ThrowAsync<PresageException>(() => Models.DeleteAsync("plant@1", Cancellation))).Code.ShouldBe("unknown-version");
    }

    [Fact]
    public async Task The_champion_stays()
    {
        await _store.RegisterAsync("plant");
        await PromoteAsync("plant@1");

        (await RefusalAsync("plant@1", "model-is-champion")).ShouldContain("champion");
    }

    [Fact]
    public async Task A_version_stays_that_predictions_were_made_with_also_when_they_were_revised_since()
    {
        await _store.RegisterAsync("plant");
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0));
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0) with { Version = 2 });

        (await RefusalAsync("plant@1")).ShouldContain("march");
    }

    [Theory]
    [InlineData("plant@1", null)]
    [InlineData("plant", 1)]
    public async Task A_version_stays_that_a_run_scores_with(string named, int? planned)
    {
        await _store.RegisterAsync("plant");
        await _store.IsBeingScoredAsync(named, planned);

        (await RefusalAsync("plant@1")).ShouldContain("score-2");
    }

    [Fact]
    public async Task A_run_that_scores_with_another_version_is_no_reason_to_keep_one()
    {
        await _store.RegisterAsync("plant");
        await _store.IsBeingScoredAsync("plant@1", planned: 2);

        await Models.DeleteAsync("plant@1", Cancellation);

        (await _store.Get<IModels>().FindAsync("plant", 1, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_deleted_is_named_by_its_number()
    {
        await _store.RegisterAsync("plant");

        var error = await Should.ThrowAsync<PresageException>(() => Models.DeleteAsync("plant", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Invalid, "no-version"));
    }

    [Fact]
    public async Task Rolling_back_passes_over_a_version_that_was_deleted()
    {
        foreach (var version in new[] { 1, 2, 3 })
        {
            await _store.RegisterAsync("plant");
            await PromoteAsync($"plant@{version}");
        }

        await Models.DeleteAsync("plant@2", Cancellation);

        (await Models.RollBackAsync("plant", null, "Ada", Cancellation)).Version.ShouldBe(1);
    }

    private Task<ModelPromotion> PromoteAsync(string model) => Models.PromoteAsync(model, "It is better", "Ada", Cancellation);

    /// <summary>Why the version stays; also the plan says so.</summary>
    private async Task<string> RefusalAsync(string model, string code = "model-in-use")
    {
        var planned = await Should.ThrowAsync<PresageException>(() => Models.PlanDeletionAsync(model, Cancellation));
        var error = await Should.ThrowAsync<PresageException>(() => Models.DeleteAsync(model, Cancellation));
        (error.Kind, error.Code, error.Message).ShouldBe((ErrorKind.Conflict, code, planned.Message));
        (await _store.Get<IModels>().FindAsync("plant", 1, Cancellation)).ShouldNotBeNull();
        return error.Message;
    }
}
