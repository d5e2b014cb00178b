using Microsoft.Extensions.DependencyInjection;
using Presage.Application;
using Presage.Application.Scenarios;
using Presage.Engine;

namespace Presage.Tests.Application.Scenarios;

public sealed class ScenarioActionsTests
{
    private readonly IScenarioActions _scenarios =
        new ServiceCollection().AddApplication().BuildServiceProvider().GetRequiredService<IScenarioActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listed_scenario_can_be_shown_and_is_good()
    {
        var name = (await _scenarios.ListAsync(Cancellation)).Scenarios[0];

        (await _scenarios.ShowAsync(name, Cancellation)).Scenario.ShouldContain("sensors:");
        (await _scenarios.CheckAsync(name, Cancellation)).Scenario.ShouldBe(name);
    }

    [Fact]
    public async Task One_that_there_is_not_is_not_found()
    {
        var error = await Should.ThrowAsync<PresageException>(() => _scenarios.ShowAsync("nowhere", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "unknown-scenario"));
    }
}
