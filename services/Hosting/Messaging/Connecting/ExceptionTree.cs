namespace Presage.Hosting.Messaging.Connecting;

internal static class ExceptionTree
{
    /// <summary>An exception and everything inside it, from the outside in.</summary>
    public static IEnumerable<Exception> All(this Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(All).Prepend(several),
        { InnerException: { } inner } => inner.All().Prepend(exception),
        _ => [exception],
    };

    public static T? First<T>(this Exception exception)
        where T : class => exception.All().OfType<T>().FirstOrDefault();
}
