using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>
/// The service worker of the app, by the DevTools protocol. No push service can be reached where these tests run, so a push is
/// delivered to the worker, and the click on a notification is an event that is dispatched in it.
/// </summary>
internal sealed class AppWorker : IAsyncDisposable
{
    private const string OpenWindow = "self.opened = []; self.clients.openWindow = async url => { self.opened.push(url); };";

    private readonly Uri _server;
    private readonly ICDPSession _page;
    private readonly ICDPSession _browser;
    private readonly TaskCompletionSource<string> _registration = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, TaskCompletionSource<JsonNode>> _waiting = [];
    private string? _session;
    private int _lastId;

    private AppWorker(Uri server, ICDPSession page, ICDPSession browser)
    {
        (_server, _page, _browser) = (server, page, browser);
        page.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, message) => Find(message);
        browser.Event("Target.receivedMessageFromTarget").OnEvent += (_, message) => Answer(message);
    }

    /// <summary>Finds the worker that a page of the app has started.</summary>
    public static async Task<AppWorker> FindAsync(Uri server, IPage page)
    {
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        var browser = await page.Context.Browser!.NewBrowserCDPSessionAsync();
        var worker = new AppWorker(server, await page.Context.NewCDPSessionAsync(page), browser);
        await worker._page.SendAsync("ServiceWorker.enable");
        var targets = await browser.SendAsync("Target.getTargets");
        var target = targets!.Value.GetProperty("targetInfos").EnumerateArray()
            .Single(one => one.GetProperty("type").GetString() == "service_worker").GetProperty("targetId").GetString()!;
        var attached = await browser.SendAsync(
            "Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = false });
        worker._session = attached!.Value.GetProperty("sessionId").GetString();
        await worker.EvaluateAsync(OpenWindow);
        return worker;
    }

    /// <summary>Delivers a push, as the browser does once it has decrypted it.</summary>
    public Task DeliverAsync(PushMessage push) => DeliverAsync(JsonSerializer.Serialize(push, ProtocolJson.Default.PushMessage));

    /// <summary>Evaluates a JavaScript expression in the worker, and awaits it if it is a promise.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var id = ++_lastId;
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject
        {
            ["id"] = id,
            ["method"] = "Runtime.evaluate",
            ["params"] = new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true },
        };
        await _browser.SendAsync(
            "Target.sendMessageToTarget", new() { ["message"] = message.ToJsonString(), ["sessionId"] = _session! });
        var result = (await answer.Task)["result"]!;
        return result["exceptionDetails"] is { } thrown
            ? throw new InvalidOperationException($"{expression}: {thrown.ToJsonString()}")
            : result["result"]!["value"];
    }

    /// <summary>Taps a notification, or one of its actions.</summary>
    /// <returns>The address that the worker opens; <c>null</c> if it goes to an open window, or opens nothing.</returns>
    public async Task<string?> TapAsync(string kind, string action = "")
    {
        var opened = await EvaluateAsync(
            $$"""
            (async () => {
              const all = await registration.getNotifications();
              const notification = all.find(one => one.data.kind === '{{kind}}');
              const event = new NotificationEvent('notificationclick', { notification, action: '{{action}}' });
              const work = [];
              Object.defineProperty(event, 'waitUntil', { value: promise => work.push(promise) });
              self.dispatchEvent(event);
              await Promise.all(work);
              return self.opened.pop() ?? null;
            })()
            """);
        return (string?)opened;
    }

    /// <summary>What is shown, as <c>kind: title | action, action</c>.</summary>
    public async Task<IReadOnlyList<string>> ShownAsync()
    {
        var shown = await EvaluateAsync(
            """
            registration.getNotifications().then(all => all.map(one =>
              `${one.data.kind}: ${one.title} | ${one.actions.map(action => action.title).join(', ')}`))
            """);
        return [.. shown!.AsArray().Select(one => (string)one!)];
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DetachAsync();
        await _browser.DetachAsync();
    }

    private async Task DeliverAsync(string data) => await _page.SendAsync("ServiceWorker.deliverPushMessage", new()
    {
        ["origin"] = _server.GetLeftPart(UriPartial.Authority),
        ["registrationId"] = await _registration.Task,
        ["data"] = data,
    });

    private void Find(JsonElement? message)
    {
        foreach (var registration in message!.Value.GetProperty("registrations").EnumerateArray())
        {
            if (registration.GetProperty("scopeURL").GetString() == new Uri(_server, "app/").AbsoluteUri)
            {
                _registration.TrySetResult(registration.GetProperty("registrationId").GetString()!);
            }
        }
    }

    private void Answer(JsonElement? message)
    {
        var answer = JsonNode.Parse(message!.Value.GetProperty("message").GetString()!)!;
        if (answer["id"] is { } id && _waiting.Remove((int)id, out var waiting))
        {
            waiting.SetResult(answer);
        }
    }
}
