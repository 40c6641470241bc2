using System.Diagnostics.Metrics;
using System.Text;
using Actors.Domain.Programmes;
using Actors.Registration.Roster;
using Actors.Server.Operations.Commands;
using Actors.Server.Registration;
using Actors.Server.Staff.Roster;
using Actors.Testing;
using Actors.WebRtc.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.EndToEnd.Tests;

/// <summary>The whole server on a port of its own, with storage and keys of its own, in real time.</summary>
internal sealed class RealServer : WebApplicationFactory<Program>
{
    private readonly TempFolder _folder = new();
    private readonly (string Name, string Value)[] _settings;

    private readonly Action<IServiceCollection> _services;

    private RealServer(Action<IServiceCollection> services, (string Name, string Value)[] settings)
    {
        _services = services;
        _settings = settings;
    }

    /// <summary>Where a browser finds it.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Where phones send their video.</summary>
    public int MediaPort => Services.GetRequiredService<CallEndpoint>().Port;

    /// <summary>What is done to the worker of the phone app before it is sent; <c>null</c> if nothing.</summary>
    public Func<string, string>? ChangeWorker { get; set; }

    /// <summary>Whether a meter is this server's and not that of another in this process.</summary>
    public bool Made(Meter meter) => ReferenceEquals(meter.Scope, Services.GetRequiredService<IMeterFactory>());

    /// <summary>Starts one in the morning of a day, so that calls may be made.</summary>
    public static RealServer Start(params (string Name, string Value)[] settings) => Start(static _ => { }, settings);

    /// <summary>Starts one with other services than usual.</summary>
    public static RealServer Start(Action<IServiceCollection> services, params (string Name, string Value)[] settings)
    {
        var server = new RealServer(services, settings);
        server.UseKestrel(0);
        server.StartServer();
        return server;
    }

    /// <summary>Expects travellers, whose registrations are compared at once.</summary>
    /// <param name="rows">Rows: number, date of birth, surname, given names, date of arrival, e-mail, phone.</param>
    public async Task ImportRosterAsync(string rows)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(
            $"passport number,date of birth,surname,given names,arrival date,email,phone\n{rows}"));
        var options = Services.GetRequiredService<RosterScopes>().Options(new ProgrammeId("japan-2021"), isDryRun: false);
        var report = await Services.GetRequiredService<RosterImport>().RunAsync(file, options, null, cancelled);
        Assert.Equal((1, 0), (report.Added, report.Rejected));
        await Services.GetServices<IHostedService>().OfType<RosterWatch>().Single().TellAsync(cancelled);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        new CreateKeyFileCommand(TimeProvider.System).Run(_folder.File("keys.json"));
        builder.UseEnvironment("Production");
        builder.UseSetting("Storage:Path", _folder.File("actors.db"));
        builder.UseSetting("PersonalData:KeyFile", _folder.File("keys.json"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Development:Enabled", "true");
        builder.UseSetting("Clock:Start", "2021-04-05T10:00:00+09:00");
        builder.UseSetting("Clock:Speed", "1");
        builder.UseSetting("Programmes:Folder", ShortChecks.WriteTo(_folder));
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new WorkerChange(this)));
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(_services);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    /// <summary>Browsers ask for a worker themselves; Playwright does not see it. So the server sends another one.</summary>
    private sealed class WorkerChange(RealServer server) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                if (context.Request.Path != "/app/sw.js" || server.ChangeWorker is not { } change)
                {
                    await rest(context);
                    return;
                }

                context.Request.Headers.AcceptEncoding = default;
                context.Request.Headers.IfNoneMatch = default;
                var body = context.Response.Body;
                using var sent = new MemoryStream();
                context.Response.Body = sent;
                await rest(context);
                context.Response.Body = body;
                context.Response.ContentLength = null;
                await context.Response.WriteAsync(change(Encoding.UTF8.GetString(sent.ToArray())));
            });
            next(app);
        };
    }
}
