using Presage.Application.Models;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Models;

public sealed class ModelActionsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();
    private readonly IModelActions _models;

    public ModelActionsTests() => _models = _store.Get<IModelActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Versions_are_listed_by_name_and_number()
    {
        await RegisterAsync("pump", "plant", "plant");

        var all = await _models.ListAsync(null, new PageRequest(), Cancellation);
        var one = await _models.ListAsync("plant", new PageRequest(), Cancellation);

        all.Models.Select(NameOf).ShouldBe(["plant@1", "plant@2", "pump@1"]);
        all.Next.ShouldBeNull();
        one.Models.Select(NameOf).ShouldBe(["plant@1", "plant@2"]);
    }

    [Fact]
    public async Task A_list_goes_on_where_the_part_before_ended()
    {
        await RegisterAsync("plant", "plant", "plant", "pump", "pump");

        var first = await _models.ListAsync(null, new PageRequest(2), Cancellation);
        var second = await _models.ListAsync(null, new PageRequest(2, first.Next), Cancellation);
        var third = await _models.ListAsync(null, new PageRequest(2, second.Next), Cancellation);

        first.Models.Select(NameOf).ShouldBe(["plant@1", "plant@2"]);
        second.Models.Select(NameOf).ShouldBe(["plant@3", "pump@1"]);
        third.Models.Select(NameOf).ShouldBe(["pump@2"]);
        third.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData("?")]
    [InlineData("bm90IGEgY3Vyc29y")]
    [InlineData("bnVsbA")]
    public async Task A_place_that_no_list_gave_is_refused(string after)
    {
        var error = await Should.ThrowAsync<PresageException>(() => _models.ListAsync(null, new PageRequest(2, after), Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Invalid, "bad-cursor"));
    }

    [Fact]
    public async Task A_version_says_what_it_was_made_from_and_how_good_it_is()
    {
        await RegisterAsync("plant", "plant");
        await _models.PromoteAsync("plant@2", "It is better", "Ada", Cancellation);

        var details = await _models.ShowAsync("plant", Cancellation);

        NameOf(details.Model).ShouldBe("plant@2");
        details.Model.IsChampion.ShouldBeTrue();
        details.Lineage.Dataset.ShouldBe("plant");
        details.Lineage.Parameters["rounds"].ShouldBe(50);
        details.Metrics["test"].F1.ShouldBe(Registered.Test.F1);
        details.Promotions.ShouldBe([new ModelPromotion("plant", 2, TestStore.Now, "Ada", "It is better")]);
    }

    [Fact]
    public async Task What_is_answered_survives_JSON()
    {
        await RegisterAsync("plant");
        await _models.PromoteAsync("plant@1", "It is the first", "Ada", Cancellation);

        var details = await _models.ShowAsync("plant", Cancellation);

        var text = Json.Write(details);
        Json.Write(Json.Read<ModelDetails>(text)).ShouldBe(text);
    }

    [Fact]
    public async Task Versions_stand_side_by_side_each_once_with_the_figures_of_their_test_blocks()
    {
        await RegisterAsync("plant", "pump");

        var named = await _models.CompareAsync(["pump@1", "plant@1", "pump@1"], Cancellation);
        var all = await _models.CompareAsync([], Cancellation);

        named.Models.Select(model => model.Model).ShouldBe(["pump", "plant"]);
        all.Models.Select(model => model.Model).ShouldBe(["plant", "pump"]);
        all.Models[0].Test!.Precision.ShouldBe(Registered.Test.Precision);
        all.SameRows.ShouldBeTrue();
    }

    [Fact]
    public async Task Versions_that_look_ahead_differently_were_judged_on_other_rows()
    {
        await _store.RegisterAsync("plant", horizonHours: 84);
        await _store.RegisterAsync("plant", horizonHours: 48);

        var comparison = await _models.CompareAsync([], Cancellation);

        comparison.SameRows.ShouldBeFalse();
    }

    [Theory]
    [InlineData("plant", ErrorKind.Invalid, "no-version")]
    [InlineData("plant@champion", ErrorKind.Invalid, "no-version")]
    [InlineData("plant@7", ErrorKind.NotFound, "unknown-version")]
    [InlineData("nothing@1", ErrorKind.NotFound, "unknown-model")]
    [InlineData("plant@x", ErrorKind.Invalid, "invalid-model")]
    public async Task Only_a_version_that_there_is_is_promoted(string model, ErrorKind kind, string code)
    {
        await RegisterAsync("plant");

        var error = await Should.ThrowAsync<PresageException>(() => _models.PromoteAsync(model, "Why not", "Ada", Cancellation));

        (error.Kind, error.Code).ShouldBe((kind, code));
    }

    [Fact]
    public async Task Rolling_back_promotes_the_champion_before()
    {
        await PromoteAsync(1, 2, 3);

        var rollback = await _models.RollBackAsync("plant", null, "Ada", Cancellation);

        (rollback.Version, rollback.Replaced).ShouldBe((2, 3));
        var details = await _models.ShowAsync("plant", Cancellation);
        details.Model.Version.ShouldBe(2);
        details.Promotions[^1].ShouldBe(new ModelPromotion("plant", 2, TestStore.Now, "Ada", "Rolled back from version 3."));
    }

    [Fact]
    public async Task Rolling_back_twice_goes_further_back_and_then_no_further()
    {
        await PromoteAsync(1, 2, 3);

        (await _models.RollBackAsync("plant", null, "Ada", Cancellation)).Version.ShouldBe(2);
        (await _models.RollBackAsync("plant", "Still bad", "Ada", Cancellation)).Version.ShouldBe(1);
        var error = await Should.ThrowAsync<PresageException>(() => _models.RollBackAsync("plant", null, "Ada", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Conflict, "no-earlier-champion"));
    }

    [Fact]
    public async Task A_model_without_champion_cannot_be_rolled_back()
    {
        await RegisterAsync("plant");

        var error = await Should.ThrowAsync<PresageException>(() => _models.RollBackAsync("plant", null, "Ada", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "no-champion"));
    }

    private async Task PromoteAsync(params int[] versions)
    {
        foreach (var version in versions)
        {
            await RegisterAsync("plant");
            await _models.PromoteAsync($"plant@{version}", $"It is number {version}", "Ada", Cancellation);
        }
    }

    private async Task RegisterAsync(params string[] names)
    {
        foreach (var name in names)
            await _store.RegisterAsync(name);
    }

    private static string NameOf(ModelSummary model) => $"{model.Model}@{model.Version}";
}
