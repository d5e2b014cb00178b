using Presage.Engine.Features.Default;

namespace Presage.Tests.Engine.Features;

public sealed class WindowNamesTests
{
    [Theory]
    [InlineData(5 * 24 * 60, "5 d")]
    [InlineData(36 * 60, "36 h")]
    [InlineData(24 * 60, "24 h")]
    [InlineData(50 * 60, "50 h")]
    [InlineData(90, "90 min")]
    public void A_window_is_called_for_people_as_they_wrote_it(int minutes, string expected) =>
        WindowNames.Long(TimeSpan.FromMinutes(minutes)).ShouldBe(expected);

    [Fact]
    public void The_name_of_a_column_stays_in_hours_so_that_models_find_it() =>
        WindowNames.Short(TimeSpan.FromDays(5)).ShouldBe("120h");
}
