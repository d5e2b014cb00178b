using Microsoft.Extensions.Configuration;
using Presage.Engine;
using Presage.Features;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;
using Presage.Hosting.Settings;
using Presage.Monitoring;
using Presage.Monitoring.Stalls;
using Presage.Scoring;
using Presage.Training;

namespace Presage.Tests.Hosting.Settings;

public sealed class OptionReaderTests
{
    [Fact]
    public void What_a_section_does_not_say_is_as_the_type_has_it()
    {
        var options = Configuration("Features:Concurrency", "3").Read<FeaturesOptions>(FeaturesOptions.Section);

        options.ShouldBe(new FeaturesOptions { Concurrency = 3 });
    }

    [Fact]
    public void What_a_section_was_called_before_counts_where_the_section_says_nothing()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Sweeper:Wakes", "2"), new("Sweeper:Patience", "00:00:02"), new("StalledRuns:Patience", "00:00:03")]).Build();

        var options = configuration.Read<StalledRunOptions>(StalledRunOptions.Section, StalledRunOptions.FormerSection);

        options.ShouldBe(new StalledRunOptions { Wakes = 2, Patience = TimeSpan.FromSeconds(3) });
    }

    [Theory]
    [InlineData("StalledRuns:Wakes", "many", "a whole number")]
    [InlineData("Messaging:Retries", "abc", "a whole number")]
    [InlineData("Messaging:StopTimeout", "soon", "a time such as")]
    [InlineData("Scoring:ExplainFrom", "half", "a number")]
    [InlineData("Training:AlarmsPerWeek", "few", "a number")]
    [InlineData("Training:Promotion", "Perhaps", "one of the values")]
    [InlineData("Features:ReadingsPerSlice", "0", "1 or more")]
    [InlineData("Features:Concurrency", "-1", "1 or more")]
    [InlineData("Monitoring:MachinesPerSlice", "0", "1 or more")]
    [InlineData("Scoring:ExplainForestsFrom", "-0.5", "zero or more")]
    [InlineData("Training:Threads", "0", "1 or more")]
    [InlineData("Observability:Endpoint", "collector", "http://localhost:4317")]
    public void A_value_that_cannot_be_is_told_with_its_option_and_what_it_can_be(string option, string value, string remedy)
    {
        var error = Should.Throw<PresageException>(() => ReadAll(Configuration(option, value)));

        error.Code.ShouldBe("invalid-options");
        error.Message.ShouldBe($"The option {option} is wrong.");
        error.Remedy.ShouldContain(remedy);
    }

    private static IConfiguration Configuration(string option, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(option, value)]).Build();

    private static void ReadAll(IConfiguration configuration)
    {
        MessagingOptions.Of(configuration);
        configuration.Read<FeaturesOptions>(FeaturesOptions.Section).Validated();
        configuration.Read<MonitoringOptions>(MonitoringOptions.Section).Validated();
        configuration.Read<ObservabilityOptions>(ObservabilityOptions.Section).Validated();
        configuration.Read<ScoringOptions>(ScoringOptions.Section).Validated();
        configuration.Read<StalledRunOptions>(StalledRunOptions.Section, StalledRunOptions.FormerSection).Validated();
        configuration.Read<TrainingOptions>(TrainingOptions.Section).Validated();
    }
}
