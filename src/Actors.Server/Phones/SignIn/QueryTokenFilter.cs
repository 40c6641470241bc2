namespace Actors.Server.Phones.SignIn;

/// <summary>Has tokens taken out of addresses before anything else sees a request.</summary>
internal sealed class QueryTokenFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(QueryToken.HideAsync);
        next(app);
    };
}
