using Presage.Engine;
using Presage.Hosting.Runs;

namespace Presage.Training.Data;

internal static class EnoughToLearn
{
    private const long FewestRows = 50;

    /// <exception cref="PresageException"><c>too-few-rows</c>, <c>no-positives</c>.</exception>
    public static void Check(RunPlan plan, IReadOnlyList<FeatureSlice> slices)
    {
        var labelled = slices.Sum(slice => slice.Labelled);
        if (labelled < FewestRows)
        {
            throw new PresageException(
                ErrorKind.Invalid, "too-few-rows",
                $"There are {labelled} rows with a known label after {plan.From:yyyy-MM-dd HH:mm} up to {plan.To:yyyy-MM-dd HH:mm}; "
                    + $"training needs {FewestRows} or more.",
                $"Choose a longer range; its last {plan.HorizonHours} hours have no label.");
        }

        if (slices.All(slice => slice.Positives.Sum() == 0))
        {
            throw new PresageException(
                ErrorKind.Invalid, "no-positives",
                $"None of the {labelled} labelled rows has a failure within the following {plan.HorizonHours} hours, so there "
                    + $"is nothing to learn.{Strangers(plan)}",
                "Choose a range in which machines failed.");
        }
    }

    private static string Strangers(RunPlan plan) =>
        string.Concat(plan.Notices.Where(notice => notice.Code == "events-without-readings").Select(notice => $" {notice.Message}"));
}
