using Spectre.Console;

namespace Presage.Cli.Output;

internal sealed class ProgressBars(IAnsiConsole console) : IProgressView
{
    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ProgressStep>>, Task<T>> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
        .StartAsync(context =>
        {
            var bars = new Dictionary<string, ProgressTask>();
            return work(steps =>
            {
                foreach (var step in steps)
                    Show(context, bars, step);
                foreach (var (name, bar) in bars)
                    if (steps.All(step => step.Name != name))
                        bar.Value = bar.MaxValue;
            });
        });

    private static void Show(ProgressContext context, Dictionary<string, ProgressTask> bars, ProgressStep step)
    {
        if (!bars.TryGetValue(step.Name, out var bar))
            bars[step.Name] = bar = context.AddTask(Markup.Escape(step.Name));

        bar.Description = Markup.Escape(step switch
        {
            { IsRemark: true } => step.Note ?? step.Name,
            { Note: { } note } => $"{step.Name}, {note}",
            _ => step.Name,
        });
        bar.IsIndeterminate = step.Total == 0;
        bar.MaxValue = Math.Max(1, step.Total);
        bar.Value = step.Done;
    }
}
